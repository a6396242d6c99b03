import { Dispatcher } from 'undici';
import { expect, it } from 'vitest';
import { type Progress, sendOnce } from '../../src/cln/sendOnce.ts';

/** A dispatcher that begins a request twice, as undici may after a socket closed under it. */
class Stubborn extends Dispatcher {
  readonly aborted: unknown[] = [];

  override dispatch(_options: Dispatcher.DispatchOptions, handler: Dispatcher.DispatchHandler): boolean {
    const controller = {
      abort: (reason: unknown) => this.aborted.push(reason),
    } as unknown as Dispatcher.DispatchController;
    handler.onRequestStart?.(controller, {});
    handler.onRequestStart?.(controller, {});
    return true;
  }
}

it('notes the beginning of a request and stops a second one', () => {
  const dispatcher = new Stubborn();
  const progress: Progress = { begun: false };
  let begun = 0;
  dispatcher.compose(sendOnce(progress)).dispatch({ path: '/', method: 'GET' }, { onRequestStart: () => (begun += 1) });

  expect(progress.begun).toBe(true);
  expect(begun).toBe(1);
  expect(dispatcher.aborted).toStrictEqual([new Error('not sent a second time')]);
});
