package io.portalbots.tenant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.portalbots.tenant.AuthorizationServer.Redeemed;
import io.portalbots.tenant.Installations.Claim;
import io.portalbots.tenant.Installations.Outcome;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TenantLifeTest {

    private static final String MEMBER = "5f0e1d2c3b4a59687786a5b4c3d2e1f0";
    private static final URI ENDPOINT = URI.create("https://acme.bitrix24.test/rest/");
    private static final Application APPLICATION = new Application(
            "app",
            "local.1",
            Secret.of("s3cr3t"),
            Application.Kind.LOCAL,
            URI.create("https://oauth.bitrix.info"),
            Set.of());

    private final MemoryTenants tenants = new MemoryTenants();
    private final List<String> asked = new ArrayList<>();

    @Test
    void installsWhatAuthorizationServerAndPortalConfirm() {
        var outcome = life(granted(MEMBER), true).install(claim());

        var tenant = tenants.find(new TenantId("app", MEMBER)).orElseThrow();
        assertThat(outcome).isEqualTo(new Outcome.Installed(tenant));
        assertThat(tenant.endpoint()).isEqualTo(ENDPOINT);
        assertThat(tenant.language()).isEqualTo("de");
        assertThat(tenants.tokens(tenant).orElseThrow().refresh()).isEqualTo(Secret.of("next"));
        assertThat(tenants.recognises(tenant.id(), Secret.of("application token")))
                .isTrue();
        assertThat(asked).containsExactly(ENDPOINT.toString());
    }

    @Test
    void rejectsATokenOfAnotherPortal() {
        var other = "0".repeat(32);

        assertThat(life(granted(other), true).install(claim()))
                .isEqualTo(new Outcome.Rejected("its token belongs to portal " + other));
        assertThat(tenants.countByState()).isEmpty();
        assertThat(asked).as("portals that were called").isEmpty();
    }

    @Test
    void rejectsATokenOfSomebodyWhoIsNoAdministrator() {
        assertThat(life(granted(MEMBER), false).install(claim())).isInstanceOf(Outcome.Rejected.class);
        assertThat(tenants.countByState()).isEmpty();
    }

    @Test
    void rejectsATokenTheAuthorizationServerRefuses() {
        assertThat(life(new Redeemed.Refused("invalid_grant"), true).install(claim()))
                .isEqualTo(new Outcome.Rejected("the authorization server says invalid_grant"));
        assertThat(tenants.countByState()).isEmpty();
    }

    @Test
    void storesNothingWhileThePortalIsSilent() {
        var silent = new TenantLife(
                tenants,
                (application, token, version) -> granted(MEMBER),
                (endpoint, token) -> {
                    throw new PortalUnavailableException("silence");
                },
                new Renewal(Optional.empty()));

        assertThatThrownBy(() -> silent.install(claim())).isInstanceOf(PortalUnavailableException.class);
        assertThat(tenants.countByState()).isEmpty();
    }

    @Test
    void asksAPortalAgainThatWasSilentOnce() {
        var hesitant = new TenantLife(
                tenants,
                (application, token, version) -> granted(MEMBER),
                (endpoint, token) -> {
                    asked.add(endpoint.toString());
                    if (asked.size() == 1) {
                        throw new PortalUnavailableException("silence");
                    }
                    return new PortalProbe.Standing(true, "de");
                },
                new Renewal(Optional.empty()));

        assertThat(hesitant.install(claim())).isInstanceOf(Outcome.Installed.class);
    }

    @Test
    void ignoresAnUninstallationWhileTheTokensLive() {
        var tenant = installed();

        assertThat(uninstalling(Optional.empty()).uninstall(tenant)).isFalse();
        assertThat(tenants.find(tenant.id())).contains(tenant);
        assertThat(tenants.tokens(tenant)).isPresent();
    }

    @Test
    void removesATenantWhoseTokensAreDead() {
        var tenant = installed();

        assertThat(uninstalling(Optional.of(new TenantUnavailableException("auth_lost")))
                        .uninstall(tenant))
                .isTrue();
        assertThat(tenants.find(tenant.id()).orElseThrow().state()).isEqualTo(new TenantState.Removed("uninstalled"));
        assertThat(tenants.tokens(tenant)).isEmpty();
    }

    @Test
    void leavesAnUninstallationOpenThatCannotBeToldNow() {
        var tenant = installed();
        var unsure = uninstalling(Optional.of(new PortalUnavailableException("silence")));

        assertThatThrownBy(() -> unsure.uninstall(tenant)).isInstanceOf(PortalUnavailableException.class);
        assertThat(tenants.find(tenant.id())).contains(tenant);
    }

    @Test
    void removesWithoutAskingATenantThatIsNotActive() {
        tenants.move(installed(), new TenantState.AuthLost("no luck"));
        var lost = tenants.find(new TenantId("app", MEMBER)).orElseThrow();

        assertThat(uninstalling(Optional.empty()).uninstall(lost)).isTrue();
    }

    private TenantLife uninstalling(Optional<RuntimeException> failure) {
        return new TenantLife(
                tenants,
                (application, token, version) -> granted(MEMBER),
                (endpoint, token) -> new PortalProbe.Standing(true, "de"),
                new Renewal(failure));
    }

    /** Renews tokens, or fails to. */
    private record Renewal(Optional<RuntimeException> failure) implements TokenSource {

        @Override
        public Tokens current(Tenant tenant) {
            throw new UnsupportedOperationException("what is current proves nothing");
        }

        @Override
        public Tokens renew(Tenant tenant, Tokens stale) {
            failure.ifPresent(e -> {
                throw e;
            });
            return stale;
        }
    }

    private Tenant installed() {
        life(granted(MEMBER), true).install(claim());
        return tenants.find(new TenantId("app", MEMBER)).orElseThrow();
    }

    private TenantLife life(Redeemed answer, boolean administrator) {
        return new TenantLife(
                tenants,
                (application, token, version) -> answer,
                (endpoint, token) -> {
                    asked.add(endpoint.toString());
                    return new PortalProbe.Standing(administrator, "de");
                },
                new Renewal(Optional.empty()));
    }

    private static Redeemed granted(String member) {
        var tokens = new Tokens(Secret.of("access"), Secret.of("next"), Instant.EPOCH, 1);
        return new Redeemed.Granted(tokens, member, ENDPOINT);
    }

    private static Claim claim() {
        return new Claim(APPLICATION, MEMBER, Secret.of("first"), Secret.of("application token"));
    }
}
