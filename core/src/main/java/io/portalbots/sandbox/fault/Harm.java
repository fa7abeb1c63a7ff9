package io.portalbots.sandbox.fault;

import java.time.Duration;

/** What a fault does to a request. Times are real ones: a client waits by its own clock, not by the portal's. */
public sealed interface Harm {

    /** On which side of the request's effect it happens. */
    enum Moment {
        /** The request has no effect. */
        BEFORE,
        /** The request has its effect, the client does not learn of it. */
        AFTER
    }

    /** Answers with an error envelope; the request has no effect. */
    record Refusal(int status, String error, String description) implements Harm {}

    /** Answers with a page of HTML where JSON is expected, as a gateway does; the request has no effect. */
    record Page(int status) implements Harm {}

    /** Answers 302; an address without a path keeps path and query of the request. The request has no effect. */
    record Redirect(String location) implements Harm {}

    /** Ends the hour of the access token that the request presents, then lets it go on. */
    record Expiry() implements Harm {}

    /** Answers later. */
    record Slowness(Duration by, Moment moment) implements Harm {}

    /** Sends the answer's body in small pieces, all of them within {@code over}. */
    record Drip(Duration over) implements Harm {}

    /** Never answers, and keeps the connection. */
    record Hang(Moment moment) implements Harm {}

    /** Closes the connection instead of answering. */
    record Cut(Moment moment) implements Harm {}

    /** Something that was done to a portal when the fault was asked for; no request meets it. */
    record Done() implements Harm {}
}
