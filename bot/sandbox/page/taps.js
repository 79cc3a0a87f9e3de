/** Taps on buttons: busy until the bot answers, then its words are shown. */

import { notice, toast } from "./overlays.js";
import { post } from "./sandbox.js";

const ANSWER_MS = 16_000;

/** `changed(chatId, messageId)` is called when a button stops being busy; `botName()` gives the title of alerts. */
export class Taps {
  constructor({ changed, botName }) {
    this.changed = changed;
    this.botName = botName;
    this.waiting = new Map();
    this.early = new Map();
  }

  /** Whether somebody waits for the answer to this button. */
  isBusy(message, button) {
    return this.waiting.has(keyOf(message, button));
  }

  /** Tells the bot of a tap; a second one on a busy button does nothing. */
  async tap(message, button, user) {
    if (this.isBusy(message, button)) return;
    const tap = { key: keyOf(message, button), chat: message.chat, messageId: message.id, query: "" };
    this.waiting.set(tap.key, tap);
    try {
      const { callback_query_id: query } = await post("tap", {
        chat: message.chat,
        user,
        message_id: message.id,
        data: button.data,
      });
      tap.query = query;
    } catch (error) {
      this.end(tap);
      toast(error.message);
      return;
    }
    if (this.early.has(tap.query)) this.take(this.early.get(tap.query));
    else setTimeout(() => this.end(tap) && toast("The bot did not answer."), ANSWER_MS);
  }

  /** An answer of the bot: it may come before the sandbox has said which tap it belongs to. */
  take(answer) {
    const tap = [...this.waiting.values()].find((one) => one.query === answer.callback_query_id);
    if (!tap) {
      this.early.set(answer.callback_query_id, answer);
      return;
    }
    this.early.delete(answer.callback_query_id);
    this.end(tap);
    if (answer.text && answer.show_alert) void notice(this.botName(), answer.text);
    else if (answer.text) toast(answer.text);
  }

  end(tap) {
    if (this.waiting.get(tap.key) !== tap) return false;
    this.waiting.delete(tap.key);
    this.changed(tap.chat, tap.messageId);
    return true;
  }
}

function keyOf(message, button) {
  return `${message.chat} ${message.id} ${button.data}`;
}
