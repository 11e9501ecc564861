/** Whether a part of an address can be the number of a case; other words after `/appeals/` are not looked up. */
export const isCaseNumber = (part: string | undefined): part is string => /^[0-9A-Z-]{8,40}$/.test(part ?? '')
