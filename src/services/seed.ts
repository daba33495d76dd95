import { requireEverywhere, type Actor } from '../domain/actor.ts';
import { Conflict } from '../domain/errors.ts';

export type SeedState = 'IDLE' | 'RUNNING' | 'DONE' | 'FAILED';
export type SeedStatus = { readonly state: SeedState; readonly lines: readonly string[] };
export type SeedService = ReturnType<typeof createSeedService>;

/** Makes the seed production, saying what it does line by line; gives false where it left the catalogue as it was, having printed why if it was asked for. Throws with a sentence. */
export type MakeSeed = (print: (line: string) => void) => Promise<boolean>;

/** Lines that are kept to be shown; the table of what was made is shorter. */
const keptLines = 200;

/** The seed production, made once at a time: at the first start, or when an administrator asks for it on an empty catalogue. */
export function createSeedService(make: MakeSeed) {
  let state: SeedState = 'IDLE';
  let lines: readonly string[] = [];

  /** Never throws: what went wrong is the last line. */
  async function run(alsoTo: (line: string) => void): Promise<void> {
    const print = (line: string): void => {
      lines = [...lines, line].slice(-keptLines);
      alsoTo(line);
    };
    state = 'RUNNING';
    lines = [];
    try {
      state = (await make(print)) ? 'DONE' : lines.length > 0 ? 'FAILED' : 'IDLE';
    } catch (error) {
      print(`The seed production could not be made: ${(error as Error).message}`);
      state = 'FAILED';
    }
  }

  return {
    run,
    status: (): SeedStatus => ({ state, lines }),

    /** Starts it and returns at once; `status` says how far it is. */
    async start(actor: Actor): Promise<SeedStatus> {
      requireEverywhere(actor, 'ADMINISTRATOR', 'Making the seed production');
      if (state === 'RUNNING') throw new Conflict('The seed production is being made already; wait until it is there.');
      void run(() => undefined);
      return { state, lines };
    },
  };
}
