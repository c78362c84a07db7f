/** What the adapters say of themselves. About the world they say nothing: that is in answers. */
export const TEXTS = {
  tooFast: (seconds: number) =>
    `That was a lot of questions in a short time. Please ask again in ${seconds === 1 ? 'a second' : `${seconds} seconds`}.`,
  broken: (id: string) =>
    `Something went wrong on my side, and it is not your question's fault. Please try again; if it stays, tell whoever runs me: error ${id}.`,
  staleButton:
    'I no longer know which question this button belongs to. Please ask it again; the new answer has new buttons.',
  staleAnswer:
    'I no longer know the answer of that id. Please ask the question again and use the id of the new answer.',
  unknownCommand: 'I do not know this command any more. Please reload the app and look at /help.',
  noText: 'There is no text in that message that I could answer.',
  onlyPeople: 'That message is from an app. I only answer what people ask.',
  thanks: 'Thank you. That helps to improve the articles.',
  thanksAgain: 'I had noted that already. Thank you.',
  /** @param who may: "a role named in DISCORD_TRUSTED" */
  notTrusted: (who: string) => `Answers are corrected by ${who}. If you see a mistake, 👎 tells us.`,
  noSources: 'This answer cites no source: it states nothing from the articles.',
  /** @param hasCommand whether /ask answers there all the same, to who uses it alone */
  mayNotWrite: (channel: string, hasCommand: boolean) =>
    `You asked me something in ${channel}, where I may not write. Ask me here${hasCommand ? ', or use /ask there: its answer can be shown to you alone' : ''}.`,
  cannotRead: (command: string) =>
    `I cannot read that message: messages that do not mention me are hidden from me. Mention me in it, or use ${command}.`,
  unsure: 'Slack did not say whether what I sent arrived. If you do not see it, please try once more.',
  shared: 'Shared in this channel.',
  alreadyShared: 'This answer is shared in the channel already.',
  sameSubjects: 'Please name two different things to compare.',
} as const;
