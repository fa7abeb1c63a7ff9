package io.portalbots.sandbox.rest;

import io.portalbots.sandbox.wire.Params;
import java.net.URI;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Checks that several tables share. */
final class Common {

    /** What is wrong with an address without a host, or whose host has no dot. */
    static final String WRONG_URL = "Wrong handler URL";

    /** What is wrong with an address of another scheme. */
    static final String WRONG_PROTOCOL = "Unsupported handler protocol";

    private Common() {}

    /** Row 2 of every table: a webhook caller without CLIENT_ID. */
    static <T> Rule<T> noClient(Predicate<T> when) {
        return new Rule<>(
                when, request -> Answer.failure(403, "ACCESS_DENIED", "Access denied! Client ID not specified"));
    }

    /** The rows that methods begin with which act on the bot named by BOT_ID [src: im/classes/general/im_rest.php]. */
    static Stream<Rule<Call>> ownBot() {
        return Stream.of(
                noClient(call -> call.owner().isEmpty()),
                Rule.refuse("BOT_ID_ERROR", "Bot not found", call -> call.bot().isEmpty()),
                Rule.refuse(
                        "APP_ID_ERROR",
                        "Bot was installed by another rest application",
                        call -> call.isForeign(call.bot().orElseThrow().clientId())));
    }

    /** What is wrong with the address of an event handler, if anything; plain http is good [src: rest/lib/handlerhelper.php]. */
    static Optional<String> handlerFault(String url) {
        var address = address(url);
        if (address.isEmpty() || !address.get().getHost().contains(".")) {
            return Optional.of(WRONG_URL);
        }
        return Set.of("http", "https").contains(String.valueOf(address.get().getScheme()))
                ? Optional.empty()
                : Optional.of(WRONG_PROTOCOL);
    }

    /** Whether any of the texts is longer than its column. */
    static boolean exceeds(int column, String... texts) {
        return Arrays.stream(texts).anyMatch(text -> length(text) > column);
    }

    /** Length in symbols, as columns count. */
    static int length(String text) {
        return text.codePointCount(0, text.length());
    }

    /** Y/N flags of {@code FIELDS}: exactly {@code Y} or not; the old value if absent or empty. */
    static boolean flag(Params fields, String name, boolean before) {
        return fields.empty(name) ? before : fields.yes(name);
    }

    private static Optional<URI> address(String url) {
        try {
            return Optional.of(URI.create(url)).filter(address -> address.getHost() != null);
        } catch (IllegalArgumentException noAddress) {
            return Optional.empty();
        }
    }

    /** Whether that host is this machine. */
    static boolean isLoopback(String host) {
        return host.matches("127(\\.\\d{1,3}){3}")
                || host.equals("[::1]")
                || host.equals("localhost")
                || host.endsWith(".localhost");
    }
}
