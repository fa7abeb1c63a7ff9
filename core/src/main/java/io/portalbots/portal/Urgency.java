package io.portalbots.portal;

import java.time.Duration;
import java.util.Locale;

/** Who waits for a call: the first in this order goes first. */
public enum Urgency {
    /** A person, who looks at a messenger or a page. */
    PERSON(Duration.ofSeconds(10)),
    /** The registry, which comes again. */
    RECONCILE(Duration.ofSeconds(30)),
    /** Nobody in particular: it is looked how a portal is. */
    PROBE(Duration.ofSeconds(30));

    private final Duration patience;

    Urgency(Duration patience) {
        this.patience = patience;
    }

    /** How long a call waits for its turn at most. */
    Duration patience() {
        return patience;
    }

    /** As metrics name it. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
