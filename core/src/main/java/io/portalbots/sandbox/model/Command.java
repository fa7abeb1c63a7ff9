package io.portalbots.sandbox.model;

import java.util.List;

/**
 * A slash command of a bot.
 *
 * @param word without the slash
 * @param common runs in every chat, not only where its bot is
 * @param extranetSupport whether extranet people may run it
 * @param lang never empty, though entries a portal cannot use are left out
 */
public record Command(
        int id,
        int botId,
        String clientId,
        String word,
        boolean common,
        boolean hidden,
        boolean extranetSupport,
        List<Phrase> lang) {

    /** What the command is called in one language. */
    public record Phrase(String languageId, String title, String params) {}
}
