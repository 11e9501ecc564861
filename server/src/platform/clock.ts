/** The clock is passed in: the demonstration history and training run the real engine in accelerated time. */
import { type Day, dayInZone } from '@steppe/kernels/calendar'

export interface Clock {
  /** The instant now, milliseconds since 1970 UTC. */
  readonly now: () => number
  /** The civil day now in the installation's zone. */
  readonly today: () => Day
}

/** A clock over any source of instants; `zone` is the installation's IANA zone. */
export function clockFrom(now: () => number, zone: string): Clock {
  return { now, today: () => dayInZone(now(), zone) }
}
