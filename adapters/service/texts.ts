/** What the adapters say of themselves. About the world they say nothing: that is in answers. */
export const TEXTS = {
  tooFast: (seconds: number) =>
    `That was a lot of questions in a short time. Please ask again in ${seconds === 1 ? 'a second' : `${seconds} seconds`}.`,
  broken: (id: string) =>
    `Something went wrong on my side, and it is not your question's fault. Please try again; if it stays, tell whoever runs me: error ${id}.`,
  /** Where what holds the articles cannot be reached. */
  away: 'I cannot look into my articles at the moment. Please ask again in a few minutes.',
  staleButton:
    'I no longer know which question this button belongs to. Please ask it again; the new answer has new buttons.',
  staleAnswer:
    'I no longer know the answer of that id. Please ask the question again and use the id of the new answer.',
  unknownCommand: 'I do not know this command any more. Please reload the app and look at /help.',
  noText: 'There is no text in that message that I could answer.',
  onlyPeople: 'That message is from an app. I only answer what people ask.',
  thanks: 'Thank you. That helps to improve the articles.',
  whyNotHelpful: 'What was it?',
  thanksForReason: 'Thank you. That tells what to mend.',
  reasonsFull: 'Thank you. I counted it, and can keep no more reasons today.',
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
  handedOver: 'Your question is with people now. I tell you when somebody has answered.',
  /** Where nothing comes back. */
  handedOn: 'Your question is with people now.',
  alreadyHandedOver: 'This question is with people already.',
  handoverNotNow: 'I could not pass that on to people. Please try again in a while.',
  handoverUnsure:
    'I was not told whether your question reached anybody, and do not send it twice. If nobody answers, please ask them yourself.',
  /** @param hours as they are set: "Mon-Fri 09:00-17:00" */
  handoverClosed: (hours: string) =>
    `Nobody is there to answer at the moment. People answer ${hours}; please press again then.`,
  handoverTooOften: (count: number, minutes: number) =>
    `You may pass ${count === 1 ? 'one question' : `${count} questions`} on to people in an hour. Please press again in ${minutes === 1 ? 'a minute' : `${minutes} minutes`}.`,
  handoverUnknown: 'I no longer know which question this was.',
  handoverYours: 'It is yours. When you reply to it, I tell who asked.',
  handoverTaken: (name: string) => `${name} has taken it already.`,
  handoverAnswered: 'It was answered already. Thank you.',
  handoverDone: 'Thank you. I tell who asked.',
  answeredByPerson: (question: string) => `Somebody answered what you asked: “${question}”`,
  unasked: 'Nobody asked me; this is what the articles say. Not helpful? 👎 takes it away.',
  takenAway: 'Thank you. I have taken it away.',
  notTakenAway: 'Thank you. I noted it, but could not take it away.',
  /** @param who may: "those who …" @param command that was used: "/docent listen" */
  mayNotListen: (who: string, command: string) => `${command} is for ${who}.`,
  /** @param missing what keeps it from answering there, and what to do */
  cannotListen: (missing: string) => `I cannot listen here. ${missing}`,
  listenNotNow:
    'I could not keep that: the database of the records does not answer. Please try again in a while.',
  sameSubjects: 'Please name two different things to compare.',
} as const;
