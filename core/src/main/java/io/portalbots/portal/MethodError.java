package io.portalbots.portal;

import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Errors of the methods by which bots, commands and chat apps are registered, and what an operator can do.
 *
 * @see "Bitrix24 REST reference, imbot.register, imbot.command.register, imbot.app.register"
 */
enum MethodError {
    IFRAME_HTTPS("the page of a frame is not at an https address", "Set public-url to an https address."),
    HASH_ERROR("a frame without its secret", "Report it to us: the platform always sends one."),
    PARAMS_ERROR(
            "the portal takes neither the app's command nor its frame",
            "Have the plugin's author correct the app's action, and replace the jar."),
    LANG_ERROR("an app or command without a name", "Have the plugin's author give it labels, and replace the jar."),
    BOT_ID_ERROR("its bot is not on the portal", "Wait a minute: the bot is registered anew."),
    APP_ID_ERROR(
            "it is another application's",
            "Set another bot-prefix if another application on the portal has bots of the same code."),
    CHAT_APP_ID_ERROR("the app is not on the portal", "Wait a minute: it is registered anew."),
    COMMAND_ID_ERROR("the command is not on the portal", "Wait a minute: it is registered anew."),
    WRONG_REQUEST("the portal wants it not, and says no more", "Have the plugin's author look at the app's fields."),
    CODE_ERROR("a bot without a code", "Report it to us: the platform always sends one."),
    NAME_ERROR("a bot without a name", "Have the plugin's author name the bot, and replace the jar."),
    MAX_COUNT_ERROR(
            "the application has as many bots as the portal allows",
            "Let plugins go without bots of their own, or bring fewer plugins by this application."),
    COMMAND_ERROR("a command without a word", "Have the plugin's author correct the command, and replace the jar."),
    EVENT_MESSAGE_ADD_ERROR(Texts.HANDLER, Texts.ADDRESS),
    EVENT_MESSAGE_UPDATE_ERROR(Texts.HANDLER, Texts.ADDRESS),
    EVENT_MESSAGE_DELETE_ERROR(Texts.HANDLER, Texts.ADDRESS),
    EVENT_CONTEXT_GET_ERROR(Texts.HANDLER, Texts.ADDRESS),
    EVENT_WELCOME_MESSAGE_ERROR(Texts.HANDLER, Texts.ADDRESS),
    EVENT_BOT_DELETE_ERROR(Texts.HANDLER, Texts.ADDRESS),
    EVENT_COMMAND_ADD_ERROR(Texts.HANDLER, Texts.ADDRESS);

    private static final Map<String, MethodError> BY_CODE =
            Stream.of(values()).collect(Collectors.toMap(MethodError::name, Function.identity()));

    private final String meaning;
    private final String remedy;

    MethodError(String meaning, String remedy) {
        this.meaning = meaning;
        this.remedy = remedy;
    }

    String meaning() {
        return meaning;
    }

    String remedy() {
        return remedy;
    }

    static Optional<MethodError> of(String code) {
        return Optional.ofNullable(BY_CODE.get(code));
    }

    /** What several of them share. */
    private static final class Texts {
        static final String HANDLER = "the portal does not want to send events to our address";
        static final String ADDRESS = "Set public-url to an address with a dot in its host, which portals can reach.";
    }
}
