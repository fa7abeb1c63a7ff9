package io.portalbots.sandbox.rest;

import io.portalbots.sandbox.model.Bot;
import io.portalbots.sandbox.model.ChatApp;
import io.portalbots.sandbox.model.ChatApp.Action;
import io.portalbots.sandbox.model.Disputed.KnownApp;
import io.portalbots.sandbox.model.Secrets;
import io.portalbots.sandbox.wire.Params;
import java.util.Optional;

/** A call of {@code imbot.app.register} as it was read: what can be wrong with it, and the row it makes. */
record Registration(Call call, ChatAppRequest app, Optional<Bot> bot) {

    private static final int CODE_COLUMN = 255;
    private static final int CLIENT_COLUMN = 128;

    static Registration of(Call call) {
        return new Registration(call, new ChatAppRequest(call.params(), Reading.of(call.portal())), call.bot());
    }

    Params params() {
        return call.params();
    }

    boolean isFrameAtWrongPlace() {
        return app.isFrameAtWrongPlace(call.portal());
    }

    boolean isFrameWithoutHash() {
        return app.isFrame() && params().empty("HASH");
    }

    boolean isFrameWithWrongHash() {
        return app.isFrame() && app.hasWrongHash();
    }

    boolean doesNothing() {
        return !app.isFrame() && app.js().isEmpty();
    }

    boolean isForeign() {
        return bot.filter(found -> call.isForeign(found.clientId())).isPresent();
    }

    boolean isWithoutPhrases() {
        return params().empty("LANG");
    }

    boolean isVisibleWithoutPhrases() {
        return isWithoutPhrases() && !params().yes("HIDDEN");
    }

    /** Whether the bot has an app of that code, and that is what the portal does about it. */
    boolean isKnown(KnownApp reaction) {
        return call.portal().traits().disputed().knownApp() == reaction && known().isPresent();
    }

    boolean isTooLong() {
        return app.isTooLong()
                || Common.exceeds(CODE_COLUMN, params().text("CODE"))
                || Common.exceeds(CLIENT_COLUMN, call.owner().orElseThrow());
    }

    Optional<ChatApp> known() {
        var botId = bot.orElseThrow().id();
        var code = params().text("CODE");
        return call.portal()
                .chatApps()
                .first(other -> other.botId() == botId && other.code().equals(code));
    }

    /** What is stored under that id. */
    ChatApp row(int id) {
        return new ChatApp(
                id,
                bot.orElseThrow().id(),
                params().text("CODE"),
                call.owner().orElseThrow(),
                app.js(),
                app.isFrame() ? frame() : Action.Frame.NONE,
                app.isFrame() ? hash() : portalMadeHash(),
                app.context("all"),
                params().yes("HIDDEN"),
                params().yes("EXTRANET_SUPPORT"),
                params().yes("LIVECHAT_SUPPORT"),
                app.icon(),
                app.lang());
    }

    private Action.Frame frame() {
        return new Action.Frame(
                app.frameUrl(),
                app.size("IFRAME_WIDTH", 250, Action.Frame.NONE.width()),
                app.size("IFRAME_HEIGHT", 50, Action.Frame.NONE.height()),
                params().yes("IFRAME_POPUP"));
    }

    /** As much of it as the column takes [src]. */
    private String hash() {
        var hash = params().text("HASH");
        return app.isHashTooLong() ? hash.substring(0, hash.offsetByCodePoints(0, ChatAppRequest.HASH_COLUMN)) : hash;
    }

    /** The secret of an app that sent none, unknown to it [src]. */
    private String portalMadeHash() {
        return Secrets.md5(
                bot.orElseThrow().id() + params().text("CODE") + call.portal().privateId());
    }
}
