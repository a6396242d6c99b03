/** What `--report` does, the same for every command that has it. */
export const REPORT_HELP =
  'write it to this file too, in the format of its ending: .md .html .json .xml (JUnit) .txt (may be repeated)';
