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
  /** @param who may: "those who …" */
  maySave: (who: string) => `What people wrote is saved as an article by ${who}.`,
  saveOnlyPeople: 'That message is from an app. Only what people wrote is saved.',
  saveForwarded: 'That message was forwarded. Save it where it was written: who wrote it has to agree.',
  saveNoText: 'There are no words in that message that could be saved.',
  saveHidden:
    'I cannot read that message: whoever runs me would have to switch on that I may. From the menu of the message it can be saved all the same.',
  saveGone: 'That message is not there any more.',
  saved: 'Saved as a draft. Whoever looks after the articles reads it, and publishes it or not.',
  saveAsked:
    'I have asked who wrote it. When they agree it becomes a draft; nothing of it is kept until then.',
  saveWaiting: 'Who wrote it was asked before and has not answered. When they agree it becomes a draft.',
  saveRefused: 'Who wrote it does not want that. Nothing is kept.',
  saveCannotAsk: 'I could not reach who wrote it to ask them, so that nothing is kept.',
  saveAlready: 'That message is a draft already.',
  savePublished: 'That message is an article already.',
  saveDiscarded: 'Somebody read that message as a draft, and did not want it as an article.',
  saveNotNow: 'I could not keep that. Please try again in a while.',
  /** @param command that changes it: "/docent consent" */
  consentAsked: (command: string) =>
    `Somebody would like to make an article of what you wrote, with your name, so that I can answer others with it. May I? It is for all that you write here; I ask once. ${command} changes it at any time, and so do these buttons: No deletes what was saved and takes out what was published.`,
  consentGiven: 'Thank you. What you wrote may become articles, with your name.',
  consentRefused:
    'Nothing of what you wrote is or will be kept for articles: what was saved is deleted, what was published is taken out.',
  consentUnknown: 'You were not asked yet whether what you wrote may become articles.',
  consentNotYours: 'This question is for who wrote the message.',
  sameSubjects: 'Please name two different things to compare.',
} as const;
