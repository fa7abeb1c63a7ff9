package io.portalbots.sandbox.rest;

import static io.portalbots.sandbox.rest.Rule.refuse;

import io.portalbots.sandbox.model.Bot;
import io.portalbots.sandbox.model.ChatApp;
import io.portalbots.sandbox.model.ChatApp.Action;
import io.portalbots.sandbox.model.Image;
import io.portalbots.sandbox.model.Secrets;
import java.util.List;
import java.util.Optional;

/**
 * Puts a chat app on the portal.
 *
 * <pre>{@code
 * POST /rest/imbot.app.register   BOT_ID=62&CODE=help&JS_METHOD=SEND&JS_PARAM=/help&CONTEXT=BOT&LANG[0][LANGUAGE_ID]=en...
 * 200  {"result": 201}            the APP_ID; the old one, and nothing changed, if BOT_ID and CODE are known
 * 400  {"error": "HASH_ERROR", "error_description": "Hash can't be empty"}
 * }</pre>
 *
 * @see "REST reference, imbot.app.register, 2018-02-28"
 */
final class RegisterChatApp implements RestMethod {

    /** The order of checks [src: im/classes/general/im_rest.php appRegister], with the reference's readings [seed]. */
    private static final List<Rule<Request>> CONTRACT = List.of(
            Common.noClient(request -> request.call().owner().isEmpty()),
            refuse(
                    "CODE_ERROR",
                    "App code isn't specified",
                    request -> request.call().params().empty("CODE")),
            refuse("IFRAME_HTTPS", "Iframe params must be HTTPS site", Request::isFrameAtWrongPlace),
            refuse("HASH_ERROR", "Hash can't be empty", Request::isFrameWithoutHash),
            refuse("PARAMS_ERROR", "Iframe or JS method isn't specified", Request::doesNothing),
            refuse("BOT_ID_ERROR", "Bot not found", request -> request.bot().isEmpty()),
            refuse("APP_ID_ERROR", "Bot was installed by another rest application", Request::isForeign),
            refuse("LANG_ERROR", "Lang set can't be empty", Request::isVisibleWithoutPhrases),
            new Rule<>(
                    request -> request.known().isPresent(),
                    request -> new Answer.Result(request.known().orElseThrow().id())),
            refuse(
                    "WRONG_REQUEST",
                    "App can't be registered",
                    request -> request.app().isTooLong()));

    @Override
    public Answer call(Call call) {
        var request = new Request(call, new ChatAppRequest(call.params()), call.bot());
        return Rule.first(CONTRACT, request).orElseGet(() -> new Answer.Result(store(request)));
    }

    private static int store(Request request) {
        var bot = request.bot().orElseThrow();
        var app = request.app();
        var params = request.call().params();
        return request.call()
                .portal()
                .chatApps()
                .add(id -> new ChatApp(
                        id,
                        bot.id(),
                        params.text("CODE"),
                        request.call().owner().orElseThrow(),
                        app.js().orElseGet(() -> frame(app)),
                        app.isFrame() ? params.text("HASH") : Secrets.md5(bot.id() + params.text("CODE") + id),
                        app.context("all"),
                        params.yes("HIDDEN"),
                        params.yes("EXTRANET_SUPPORT"),
                        params.yes("LIVECHAT_SUPPORT"),
                        Image.read(params.text("ICON_FILE")),
                        app.lang()))
                .id();
    }

    private static Action frame(ChatAppRequest app) {
        return new Action.Frame(
                app.frameUrl(),
                app.size("IFRAME_WIDTH", 250, 320),
                app.size("IFRAME_HEIGHT", 50, 250),
                app.fields().yes("IFRAME_POPUP"));
    }

    private record Request(Call call, ChatAppRequest app, Optional<Bot> bot) {

        boolean isFrameAtWrongPlace() {
            return app.isFrame()
                    && !Common.isFrameAddress(call.portal(), call.params().text("IFRAME"));
        }

        boolean isFrameWithoutHash() {
            return app.isFrame() && !app.hasHash();
        }

        boolean doesNothing() {
            return !app.isFrame() && app.js().isEmpty();
        }

        boolean isForeign() {
            return bot.filter(found -> call.isForeign(found.clientId())).isPresent();
        }

        boolean isVisibleWithoutPhrases() {
            return call.params().empty("LANG") && !call.params().yes("HIDDEN");
        }

        Optional<ChatApp> known() {
            var botId = bot.map(Bot::id).orElse(0);
            var code = call.params().text("CODE");
            return call.portal()
                    .chatApps()
                    .first(other -> other.botId() == botId && other.code().equals(code));
        }
    }
}
