package io.portalbots.sandbox.rest;

import static io.portalbots.sandbox.rest.Rule.refuse;

import io.portalbots.sandbox.messenger.AppChanges;
import io.portalbots.sandbox.model.Disputed.KnownApp;
import java.util.List;

/**
 * Puts a chat app on the portal.
 *
 * <pre>{@code
 * POST /rest/imbot.app.register   BOT_ID=62&CODE=help&JS_METHOD=SEND&JS_PARAM=/help&CONTEXT=BOT&LANG[0][LANGUAGE_ID]=en...
 * 200  {"result": 201}            the APP_ID; of a BOT_ID and CODE that are known what the portal's knownApp says
 * 400  {"error": "HASH_ERROR", "error_description": "Hash can't be empty"}
 * }</pre>
 *
 * @see "REST reference, imbot.app.register, 2018-02-28"
 */
final class RegisterChatApp implements RestMethod {

    private static final Rule<Registration> CLIENT =
            Common.noClient(request -> request.call().owner().isEmpty());
    private static final Rule<Registration> CODE = refuse(
            "CODE_ERROR",
            "App code isn't specified",
            request -> request.params().empty("CODE"));
    private static final Rule<Registration> HTTPS =
            refuse("IFRAME_HTTPS", "Iframe params must be HTTPS site", Registration::isFrameAtWrongPlace);
    private static final Rule<Registration> HASH =
            refuse("HASH_ERROR", "Hash can't be empty", Registration::isFrameWithoutHash);
    private static final Rule<Registration> HASH_OF_32 =
            refuse("HASH_ERROR", "Hash must have 32 symbols", Registration::isFrameWithWrongHash);
    private static final Rule<Registration> DEED =
            refuse("PARAMS_ERROR", "Iframe or JS method isn't specified", Registration::doesNothing);
    private static final Rule<Registration> BOT =
            refuse("BOT_ID_ERROR", "Bot not found", request -> request.bot().isEmpty());
    private static final Rule<Registration> OWNER =
            refuse("APP_ID_ERROR", "Bot was installed by another rest application", Registration::isForeign);
    private static final Rule<Registration> LANG =
            refuse("LANG_ERROR", "Lang set can't be empty", Registration::isWithoutPhrases);
    private static final Rule<Registration> LANG_IF_VISIBLE =
            refuse("LANG_ERROR", "Lang set can't be empty", Registration::isVisibleWithoutPhrases);
    private static final Rule<Registration> ADOPT = new Rule<>(
            request -> request.isKnown(KnownApp.ADOPT),
            request -> new Answer.Result(request.known().orElseThrow().id()));
    private static final Rule<Registration> KNOWN = refuse(
            "WRONG_REQUEST", "App with this code is registered already", request -> request.isKnown(KnownApp.ERROR));
    private static final Rule<Registration> COLUMNS =
            refuse("WRONG_REQUEST", "App can't be registered", Registration::isTooLong);
    private static final Rule<Registration> COLUMNS_TOLD =
            new Rule<>(Registration::isTooLong, RegisterChatApp::tellsEverything);

    /**
     * The order of checks [src: im/classes/general/im_rest.php appRegister], row 1 of which is in {@link Methods}. The
     * reference [seed] fixes no order; it demands 32 symbols of HASH, and phrases of what is visible only.
     */
    private static final List<Rule<Registration>> CONTRACT =
            List.of(CLIENT, CODE, HTTPS, HASH, HASH_OF_32, DEED, BOT, OWNER, LANG_IF_VISIBLE, ADOPT, KNOWN, COLUMNS);

    private static final List<Rule<Registration>> REAL =
            List.of(CLIENT, CODE, HTTPS, HASH, DEED, BOT, OWNER, LANG, ADOPT, KNOWN, COLUMNS_TOLD);

    private final AppChanges changes;

    RegisterChatApp(AppChanges changes) {
        this.changes = changes;
    }

    @Override
    public Answer call(Call call) {
        var request = Registration.of(call);
        return Rule.first(checks(request.app().reading()), request).orElseGet(() -> {
            var app = call.portal().chatApps().add(request::row);
            changes.registered(call.portal(), app);
            return new Answer.Result(app.id());
        });
    }

    private static List<Rule<Registration>> checks(Reading reading) {
        return switch (reading) {
            case CONTRACT -> CONTRACT;
            case REAL -> REAL;
        };
    }

    /** A portal writes every field into the text, the secret among them [src]; in which form is a guess. */
    private static Answer tellsEverything(Registration request) {
        return Answer.refused("WRONG_REQUEST", "App can't be registered " + StoredFields.of(request.row(0)));
    }
}
