package io.portalbots.spi;

import java.util.Map;
import java.util.Optional;

/**
 * The REST methods of the portal that a call is about, as far as the plugin's manifest declares them:
 *
 * <pre>{@code
 * Plugin-Methods: user.get, im.notify.personal.add
 * }</pre>
 *
 * <p>The platform finds the portal, its tokens and its turn; a plugin never sees any of them. The portal answers as to the
 * person whose tokens the application holds, mostly the administrator who installed it, so it may answer what the person
 * in the chat must not see: mind whom you tell. What it says of {@code user.admin} or {@code profile} is about that
 * administrator, not about the person in the chat.
 *
 * <p>A manifest cannot declare {@code batch}, {@code event.*}, {@code imbot.*} and {@code placement.*}, which belong to the
 * platform: a plugin speaks by {@link Chat}.
 *
 * @see "Bitrix24 REST reference, the list of methods"
 */
public interface Portal {

    /**
     * Calls a method. Blocks, for its turn among all that the platform asks of the portal too; it is not repeated.
     *
     * <pre>{@code
     * if (host.portal().call("user.get", Map.of("ID", 17)) instanceof Portal.Answer.Done done) {
     *     name = done.result().at(0).at("NAME").text().orElse("?");
     * }
     * }</pre>
     *
     * @param method as the manifest has it
     * @param parameters by name: texts, numbers, booleans, and lists and maps of them. Lists of the portal come in pages
     *     of 50, the next one by {@code start}
     * @throws IllegalArgumentException if the manifest does not declare the method, or the parameters are something else
     * @throws PortalException if the portal does not answer, bars the platform, or is not installed any more; what was to
     *     be done may have been done
     */
    Answer call(String method, Map<String, ?> parameters);

    /** What a portal answers. */
    sealed interface Answer {

        /** It did what it was asked. */
        record Done(Value result) implements Answer {}

        /** It does not want to. */
        record Refused(Reason reason) implements Answer {}

        /** The result; empty if the portal refused. */
        default Optional<Value> done() {
            return this instanceof Done done ? Optional.of(done.result()) : Optional.empty();
        }
    }

    /** Why a portal does not want to. */
    sealed interface Reason {

        /**
         * The application was not granted what the method needs. The portal's administrator and the platform's operator
         * are told.
         *
         * @param scope that is missing, as far as the method's name tells
         */
        record ScopeMissing(String scope) implements Reason {}

        /**
         * Anything else.
         *
         * @param code of the error, such as {@code ERROR_NOT_FOUND}; its description is for nobody
         */
        record Other(String code) implements Reason {}
    }
}
