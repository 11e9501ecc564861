/** The department for which the person signed in organises draws, if any. */
import { useSession } from '../../app/site.ts'

export function useOrganises(): string | undefined {
  return useSession()?.grants.find((grant) => grant.role === 'draw-organiser')?.department
}
