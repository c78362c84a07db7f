/** A bot that answers every command with one word: what discord.js itself takes. */
import { Client, Events, GatewayIntentBits } from 'discord.js';

const client = new Client({
  intents: [GatewayIntentBits.Guilds],
  rest: { api: process.env.DISCORD_API_URL, globalRequestsPerSecond: Number.POSITIVE_INFINITY },
});
client.on(Events.InteractionCreate, (interaction) =>
  interaction.reply({ content: 'Tea.', allowedMentions: { parse: [] }, withResponse: true }),
);
await client.login(process.env.DISCORD_TOKEN);
