package io.portalbots.sandbox.model;

import java.util.List;
import java.util.Optional;

/**
 * What the card of an application says, in the market or among a portal's local applications.
 *
 * @param url the application's page: people open it in a frame, and authorizations lead back to it
 * @param installUrl the page that an administrator sees until it says that installation is finished
 * @param eventUrl where ONAPPINSTALL goes; for applications that use REST only
 * @param scope what its tokens may do, such as {@code im} and {@code imbot}
 * @param status {@code L} local, {@code F} free, {@code D} demo, {@code T} trial, {@code P} paid, {@code S} subscription
 * @param version of the application as it is installed
 */
public record Card(
        Optional<String> url,
        Optional<String> installUrl,
        Optional<String> eventUrl,
        List<String> scope,
        String status,
        int version) {

    /** A local application's first version with the scopes of bots, and no addresses. */
    public static final Card USUAL =
            new Card(Optional.empty(), Optional.empty(), Optional.empty(), List.of("im", "imbot"), "L", 1);

    public Card {
        scope = List.copyOf(scope);
    }

    /** The scopes as events, pages and redirects spell them: {@code im,imbot}. */
    public String scopes() {
        return String.join(",", scope);
    }

    /** The same in another version. */
    public Card at(int newVersion) {
        return new Card(url, installUrl, eventUrl, scope, status, newVersion);
    }
}
