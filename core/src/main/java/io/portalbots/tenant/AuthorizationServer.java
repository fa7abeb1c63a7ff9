package io.portalbots.tenant;

import java.net.URI;
import java.time.Duration;
import java.util.Set;

/** The OAuth servers of Bitrix24, the only authorities on which portal a token belongs to. Methods block. */
public interface AuthorizationServer {

    /** What a refresh token was good for. */
    sealed interface Redeemed {

        /** New tokens. */
        record Granted(Grant grant) implements Redeemed {}

        /** The server documents why not, such as {@code invalid_grant}. */
        record Refused(String error) implements Redeemed {

            private static final Set<String> OURS = Set.of("invalid_client", "wrong_client", "invalid_scope");

            /** Whether it is about our application as it is configured, and so says nothing about the token. */
            public boolean isOurFault() {
                return OURS.contains(error);
            }
        }
    }

    /**
     * New tokens, and whose they are.
     *
     * @param life how long {@code access} lives, counted from before we asked
     * @param memberId of the portal they belong to
     * @param user the portal's number of the person or bot; 0 if the server does not say
     * @param endpoint the base of that portal's REST methods
     * @param oauth origin of the server that granted them
     */
    record Grant(Secret access, Secret refresh, Duration life, String memberId, long user, URI endpoint, URI oauth) {

        /** These as the pair {@code version} of a chain. */
        public Tokens tokens(long holder, long version) {
            return new Tokens(holder, access, refresh, life, version);
        }
    }

    /**
     * Trades a refresh token for the next pair of tokens; the old one is spent.
     *
     * @param server a server's endpoint, which only selects among those configured
     * @throws PortalUnavailableException when the server did not answer
     */
    Redeemed redeem(Application application, String server, Secret refreshToken);

    /**
     * Whether an access token was issued to the application, by asking the server that issued it.
     *
     * @throws PortalUnavailableException when the server did not answer
     */
    boolean issued(Application application, String server, Secret accessToken);
}
