/**
 * The service says no: `success:false` with this text. Thrown inside the emulator's handlers only, where a refusal ends
 * the call at whatever depth it is found, and turned into an answer in one place (emulator.ts).
 */
export class Refusal extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'Refusal';
  }
}
