package io.portalbots.platform;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.portalbots.portal.Http;
import io.portalbots.portal.OAuth;
import io.portalbots.portal.OAuthPace;
import io.portalbots.portal.Outward;
import io.portalbots.portal.PortalMetrics;
import io.portalbots.tenant.OAuthHosts;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Everything there is to look at before portals depend on a configuration. */
final class Checks {

    private final Vertx vertx;
    private final Config config;

    Checks(Vertx vertx, Config config) {
        this.vertx = vertx;
        this.config = config;
    }

    List<Entry> entries() {
        return config.applications().stream()
                .map(application -> Entry.of(config, application))
                .toList();
    }

    /** Looks, and tells each finding at once. */
    List<Finding> findings(Consumer<Finding> found) {
        var findings = new ArrayList<Finding>();
        looks().forEach(look -> {
            var finding = look.get();
            found.accept(finding);
            findings.add(finding);
        });
        return findings;
    }

    private Stream<Supplier<Finding>> looks() {
        var running = running();
        var own = new OwnChecks(config);
        var outward = new Outward(config.outwardAllow(), config.loopback());
        var http = new Http(vertx, outward, config.outwardCa(), Http.OAUTH);
        var address = new AddressChecks(vertx, config, http);
        var metrics = new PortalMetrics(new SimpleMeterRegistry());
        var oauth = new OAuthChecks(new OAuth(
                http, new OAuthPace(vertx, config.oauthRate()), new OAuthHosts(config.oauthHosts()), metrics));
        Stream<Supplier<Finding>> ours = Stream.of(
                this::applications, own::keys, () -> own.database(running.isPresent()), () -> address.address(running));
        return Stream.concat(
                ours,
                config.applications().stream()
                        .flatMap(application ->
                                config.oauthHosts().stream().map(host -> () -> oauth.of(application, host))));
    }

    private Finding applications() {
        return config.applications().isEmpty()
                ? Finding.failed("applications", "there are none", "list at least one under applications")
                : Finding.ok("applications", config.applications().size() + " configured");
    }

    /** The mark of the platform that runs with this data directory. */
    private Optional<String> running() {
        try (var admin = AdminClient.of(config)) {
            return Optional.of(admin.get(List.of("presence")).getString("mark"));
        } catch (StartException e) {
            return Optional.empty();
        }
    }
}
