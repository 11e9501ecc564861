/** The cases that property tests draw are the same from run to run: one that turns red tells of the change. `STEPPE_SEED=N npm test` draws others. */
import fc from 'fast-check'

fc.configureGlobal({ seed: Number(process.env.STEPPE_SEED ?? 1) })
