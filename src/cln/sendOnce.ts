import type { Dispatcher } from 'undici';

/** How far a request got. */
export interface Progress {
  /** Undici began to write it: connection, tunnel and TLS stand, and bytes may leave from here on. */
  begun: boolean;
}

/**
 * An interceptor for a single request: notes when undici begins to write it, and stops undici from writing it a second
 * time, which its handler contract allows for ("may be invoked multiple times when a request is retried").
 */
export function sendOnce(progress: Progress): Dispatcher.DispatcherComposeInterceptor {
  return (dispatch) => (options, handler) =>
    dispatch(options, {
      onRequestStart: (controller, context) => {
        if (progress.begun) {
          controller.abort(new Error('not sent a second time'));
          return;
        }
        progress.begun = true;
        handler.onRequestStart?.(controller, context);
      },
      onRequestUpgrade: (...args) => handler.onRequestUpgrade?.(...args),
      onResponseStart: (...args) => handler.onResponseStart?.(...args),
      onResponseData: (...args) => handler.onResponseData?.(...args),
      onResponseEnd: (...args) => handler.onResponseEnd?.(...args),
      onResponseError: (...args) => handler.onResponseError?.(...args),
    });
}
