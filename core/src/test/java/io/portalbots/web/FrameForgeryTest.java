package io.portalbots.web;

import static io.portalbots.web.FramesServed.location;
import static io.portalbots.web.FramesServed.query;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.portalbots.chat.Frames;
import io.portalbots.tenant.Tenant;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What is signed for one tenant, app, user and generation, tried for every other, over HTTP. Each of the four takes
 * {@code -Dframe.forgery.side=4} values.
 */
class FrameForgeryTest {

    private static final int SIDE = Integer.getInteger("frame.forgery.side", 2);
    private static final List<String> PLUGINS = List.of("echo", "board");
    private static final List<String> APPS = List.of("poll", "vote");

    /** Somebody opens a frame. */
    private record Visit(Tenant tenant, String plugin, String app, String user) {

        String path() {
            return FramesServed.path(tenant, plugin, app);
        }
    }

    @Test
    void nothingOpensButTheFrameItIsFor(@TempDir Path folder) throws IOException {
        try (var served = new FramesServed(folder, PLUGINS, APPS);
                var log = Logs.of(Frames.class)) {
            var visits = visits();
            var sessions = sessions(served, visits);
            var tries = 0;
            var opened = 0;

            for (var tried : visits) {
                served.tenants.with(tried.tenant());
                for (var signed : visits) {
                    var same = signed.equals(tried);
                    var address = served.get(tried.path() + query(claiming(served, signed, tried)));
                    assertThat(location(address).isPresent())
                            .as("%s for %s", signed, tried)
                            .isEqualTo(same);
                    var session =
                            served.get(tried.path() + "?session=" + forged(sessions.getOrDefault(signed, ""), tried));
                    assertThat(session.startsWith("HTTP/1.1 200"))
                            .as("session of %s for %s", signed, tried)
                            .isEqualTo(same);
                    opened += same ? 1 : 0;
                    tries += 2;
                }
            }

            System.out.printf(
                    "forged frames: %d tries, %d addresses and as many sessions opened, all their own%n",
                    tries, opened);
            assertThat(opened).isEqualTo(visits.size());
            assertThat(served.calls).hasValue(opened);
            assertThat(log.lines()).as("each refusal is logged").hasSize(tries - 2 * opened);
        }
    }

    /** What was signed for one visit, in the name of the other's app and user. */
    private static Map<String, String> claiming(FramesServed served, Visit signed, Visit tried) {
        var parameters = served.signed(signed.tenant(), signed.plugin(), signed.app(), signed.user());
        parameters.put("APP_CODE", tried.plugin() + "." + tried.app());
        parameters.put("USER_ID", tried.user());
        return parameters;
    }

    /** A session for each, from the time of its generation. */
    private static Map<Visit, String> sessions(FramesServed served, List<Visit> visits) throws IOException {
        var sessions = new HashMap<Visit, String>();
        for (var visit : visits) {
            served.tenants.with(visit.tenant());
            var location = location(served.get(visit.path() + query(claiming(served, visit, visit))));
            sessions.put(visit, location.orElseThrow().split("=", 2)[1]);
        }
        return sessions;
    }

    /** The session with the claims of another visit, under the signature it has. */
    private static String forged(String session, Visit tried) {
        var parts = session.split("\\.", 2);
        var payload = new JsonObject(new String(Base64.getUrlDecoder().decode(parts[0]), UTF_8));
        payload.getJsonObject("claims")
                .put("tenant", tried.tenant().id().toString())
                .put("generation", tried.tenant().generation())
                .put("plugin", tried.plugin())
                .put("app", tried.app())
                .put("user", Long.valueOf(tried.user()));
        var claims = payload.encode().getBytes(UTF_8);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(claims) + "." + parts[1];
    }

    private static List<Visit> visits() {
        var visits = new ArrayList<Visit>();
        for (var place = 0; place < SIDE * SIDE * SIDE * SIDE; place++) {
            var tenant = place % SIDE;
            var app = place / SIDE % SIDE;
            var user = place / SIDE / SIDE % SIDE;
            var generation = place / SIDE / SIDE / SIDE + 1;
            visits.add(new Visit(
                    FramesServed.tenant(
                            tenant % 2 == 0 ? "market" : "local",
                            String.valueOf(tenant / 2),
                            generation,
                            Instant.EPOCH),
                    PLUGINS.get(app % 2),
                    APPS.get(app / 2),
                    List.of("1", "17", "171", "71").get(user)));
        }
        return visits;
    }
}
