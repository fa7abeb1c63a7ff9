package io.portalbots.tenant;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** An authorization server and a portal that answer as they are told. */
final class ScriptedOAuth implements AuthorizationServer, PortalProbe {

    static final URI ENDPOINT = URI.create("https://acme.bitrix24.test/rest/");

    final List<String> asked = new ArrayList<>();
    String member = TenantLifeTest.MEMBER;
    String refusal = "";
    String refusalAfterwards = "";
    boolean administrator = true;
    boolean issued = true;
    int silences;
    int refusedTokens;
    long user = 1;
    Set<Long> bots = Set.of();

    @Override
    public Redeemed redeem(Application application, String server, Secret refreshToken) {
        asked.add("redeem");
        return refusal.isEmpty()
                ? new Redeemed.Granted(new Grant(
                        Secret.of("access " + asked.size()),
                        Secret.of("refresh " + asked.size()),
                        Duration.ofHours(1),
                        member,
                        user,
                        ENDPOINT,
                        URI.create("https://oauth.bitrix.info")))
                : new Redeemed.Refused(refusal);
    }

    @Override
    public boolean issued(Application application, String server, Secret accessToken) {
        asked.add("issued");
        return issued;
    }

    @Override
    public Standing ask(URI endpoint, Secret accessToken) {
        asked.add(endpoint.toString());
        if (silences > 0) {
            silences--;
            throw new PortalUnavailableException("silence");
        }
        if (refusedTokens > 0) {
            refusedTokens--;
            refusal = refusalAfterwards;
            throw PortalUnavailableException.tokenRefused("expired_token");
        }
        return new Standing(user, administrator, "de", bots);
    }
}
