package io.portalbots.tenant;

import java.util.concurrent.CompletionStage;

/** Recognises tenants by the application tokens of their events, from memory and in constant time. Never blocks. */
public interface Recognition {

    /** What an application token says. */
    enum Verdict {
        /** It is that of a tenant we serve. */
        RIGHT,
        /** Only the store can say: the tenant is not served now, or its token may have been renewed just now. */
        ASK,
        /** It is wrong; that was asked a moment ago. */
        WRONG,
        /** Likewise, and the tenant is unknown, or not served now. */
        STRANGE,
        /** Nothing is remembered; {@link #load} the tenant first. */
        UNREAD
    }

    Verdict of(TenantId id, Secret applicationToken);

    /** Completes once there is a verdict other than {@link Verdict#UNREAD}; fails if the store does not answer. */
    CompletionStage<Void> load(TenantId id);

    /** What is remembered of the tenant is outdated. */
    void forget(TenantId id);
}
