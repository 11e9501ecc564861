/** What journeys and the demonstration may have policies do. */
export {}
