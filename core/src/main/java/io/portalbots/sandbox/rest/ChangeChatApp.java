package io.portalbots.sandbox.rest;

import static io.portalbots.sandbox.rest.Rule.refuse;

import io.portalbots.sandbox.model.ChatApp;
import io.portalbots.sandbox.model.ChatApp.Action;
import io.portalbots.sandbox.model.Image;
import java.util.List;
import java.util.Optional;

/**
 * {@code imbot.app.update} and {@code imbot.app.unregister}.
 *
 * <pre>{@code
 * POST /rest/imbot.app.update       {"APP_ID": 201, "FIELDS": {"CONTEXT": "CHAT"}}
 * POST /rest/imbot.app.unregister   {"APP_ID": 201}
 * 200  {"result": true}
 * 400  {"error": "CHAT_APP_ID_ERROR", "error_description": "App not found"}
 * }</pre>
 *
 * <p>An update wants at least one field; JS wins over IFRAME; LANG replaces all phrases; absent fields stay. JS_PARAM or
 * HASH of the wrong form is a WRONG_REQUEST, as the reference names no other code for it here.
 *
 * @see "REST reference, imbot.app.update and imbot.app.unregister, 2018-02-28"
 */
final class ChangeChatApp {

    private static final List<Rule<Request>> UNREGISTER = List.of(
            Common.noClient(request -> request.call().owner().isEmpty()),
            refuse(
                    "CHAT_APP_ID_ERROR",
                    "App not found",
                    request -> request.known().isEmpty()),
            refuse("APP_ID_ERROR", "App was installed by another rest application", Request::isForeign));

    private static final List<Rule<Request>> UPDATE = List.of(
            Common.noClient(request -> request.call().owner().isEmpty()),
            refuse(
                    "CHAT_APP_ID_ERROR",
                    "App not found",
                    request -> request.known().isEmpty()),
            refuse("APP_ID_ERROR", "App was installed by another rest application", Request::isForeign),
            refuse(
                    "WRONG_REQUEST",
                    "Update fields can't be empty",
                    request -> request.call().params().empty("FIELDS")),
            refuse("WRONG_REQUEST", "Hash must have 32 symbols", Request::hasWrongHash),
            refuse("WRONG_REQUEST", "JS params are wrong", Request::hasWrongJs),
            refuse("IFRAME_HTTPS", "Iframe params must be HTTPS site", Request::isFrameAtWrongPlace),
            refuse(
                    "WRONG_REQUEST",
                    "App can't be updated",
                    request -> request.fields().isTooLong()));

    private ChangeChatApp() {}

    static Answer unregister(Call call) {
        var request = Request.of(call);
        return Rule.first(UNREGISTER, request).orElseGet(() -> {
            call.portal().chatApps().remove(request.known().orElseThrow().id());
            return new Answer.Result(true);
        });
    }

    static Answer update(Call call) {
        var request = Request.of(call);
        return Rule.first(UPDATE, request).orElseGet(() -> {
            var app = request.known().orElseThrow();
            call.portal().chatApps().replace(app.id(), updated(app, request.fields()));
            return new Answer.Result(true);
        });
    }

    private static ChatApp updated(ChatApp app, ChatAppRequest request) {
        var fields = request.fields();
        return new ChatApp(
                app.id(),
                app.botId(),
                app.code(),
                app.clientId(),
                action(app.action(), request),
                fields.empty("HASH") ? app.hash() : fields.text("HASH"),
                request.context(app.context()),
                Common.flag(fields, "HIDDEN", app.hidden()),
                Common.flag(fields, "EXTRANET_SUPPORT", app.extranetSupport()),
                Common.flag(fields, "LIVECHAT_SUPPORT", app.livechatSupport()),
                fields.empty("ICON_FILE") ? app.icon() : Image.read(fields.text("ICON_FILE")),
                fields.empty("LANG") ? app.lang() : request.lang());
    }

    private static Action action(Action before, ChatAppRequest request) {
        return request.js().orElseGet(() -> switch (before) {
            case Action.Frame frame -> resized(frame, request);
            case Action.Js js -> request.isFrame() ? resized(new Action.Frame("", 320, 250, false), request) : js;
        });
    }

    private static Action resized(Action.Frame frame, ChatAppRequest request) {
        return new Action.Frame(
                request.isFrame() ? request.frameUrl() : frame.url(),
                request.size("IFRAME_WIDTH", 250, frame.width()),
                request.size("IFRAME_HEIGHT", 50, frame.height()),
                Common.flag(request.fields(), "IFRAME_POPUP", frame.popup()));
    }

    private record Request(Call call, Optional<ChatApp> known, ChatAppRequest fields) {

        static Request of(Call call) {
            var known = call.portal().chatApps().find(call.params().integer("APP_ID"));
            return new Request(call, known, new ChatAppRequest(call.params().below("FIELDS")));
        }

        boolean isForeign() {
            return known.filter(app -> call.isForeign(app.clientId())).isPresent();
        }

        boolean hasWrongHash() {
            return !fields.fields().empty("HASH") && !fields.hasHash();
        }

        boolean hasWrongJs() {
            return fields.isJs() && fields.js().isEmpty();
        }

        boolean isFrameAtWrongPlace() {
            return fields.isFrame()
                    && !Common.isFrameAddress(call.portal(), fields.fields().text("IFRAME"));
        }
    }
}
