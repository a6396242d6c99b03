/** Why a file could not be read as text. */
export type FileFailure = 'missing' | 'not-a-file' | 'denied' | 'too-large' | 'not-utf8';

export type FileContent = { readonly text: string } | { readonly failure: FileFailure };

/**
 * The port through which manifests, and the IP lists that they name, are read. Paths are the platform's, as the user
 * typed them; what they mean is the implementation's affair. Nothing here writes.
 */
export interface ManifestFiles {
  /** What stands at the path, links followed. */
  kindOf(path: string): Promise<'file' | 'folder' | 'missing'>;
  /** Names of the plain files right inside the folder, in any order. */
  list(folder: string): Promise<readonly string[]>;
  /** The whole file as UTF-8. A byte order mark is kept; bytes that are no UTF-8 are a failure, never replaced. */
  read(path: string, maxBytes: number): Promise<FileContent>;
  /** The path with every link resolved, or undefined when nothing is there. */
  realpath(path: string): Promise<string | undefined>;
  /** The folder that holds the file. */
  folderOf(path: string): string;
  /** `relative` as seen from `folder`, with `.` and `..` worked out. */
  join(folder: string, relative: string): string;
  /** Whether `path` is below `folder`, judged by the text of the two paths alone. */
  isInside(folder: string, path: string): boolean;
}
