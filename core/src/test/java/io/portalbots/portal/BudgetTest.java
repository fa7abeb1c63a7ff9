package io.portalbots.portal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.portalbots.registry.Call;
import io.portalbots.registry.Outcome;
import io.portalbots.sandbox.Sandbox;
import io.portalbots.sandbox.SandboxOptions;
import io.portalbots.tenant.MemoryTenants;
import io.portalbots.tenant.PortalUnavailableException;
import io.portalbots.tenant.Secret;
import io.portalbots.tenant.Tenant;
import io.portalbots.tenant.TokenSource;
import io.portalbots.tenant.Tokens;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Against a portal that counts. */
class BudgetTest {

    private final Vertx vertx = Vertx.vertx();
    private final Sandbox sandbox = Sandbox.start(vertx, new SandboxOptions("127.0.0.1", 0, List.of("acme"), true))
            .await();
    private final JsonObject installed = sandbox.credentials().await();
    private final URI endpoint = URI.create(installed.getString("client_endpoint"));
    private final Secret token = Secret.of(installed.getString("access_token"));
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final PortalMetrics metrics = new PortalMetrics(meters);
    private final Rest rest = new Rest(ThisMachine.http(vertx), new Budget(vertx, metrics), metrics);

    private static Call call(String method) {
        return new Call(method, "", Map.of());
    }

    /** The tokens of the sandbox, as they are. */
    private record Fixed(Secret access) implements TokenSource {

        @Override
        public Tokens current(Tenant tenant) {
            return new Tokens(1, access, access, Duration.ofHours(1), 1);
        }

        @Override
        public Tokens renew(Tenant tenant, Tokens stale) {
            return current(tenant);
        }

        @Override
        public Tokens instead(Tenant tenant, Tokens refused, String why) {
            return current(tenant);
        }
    }

    @AfterEach
    void stop() {
        sandbox.stop().await();
        vertx.close().await();
    }

    @Test
    void isNeverTooFastForAPortalHoweverManyCallIt() throws Exception {
        limits("\"standard\"");
        var tenant = tenant();
        var portal = new TenantPortal(new TenantRest(rest, new Fixed(token), tenants(tenant)));

        var calls = new ArrayList<Callable<Object>>();
        for (var caller = 0; caller < 17; caller++) {
            calls.add(() -> rest.with(Urgency.PERSON).call(endpoint, token, "profile", new JsonObject()));
            calls.add(() -> portal.call(tenant, List.of(call("profile"), call("scope"))));
            calls.add(() -> rest.with(Urgency.PROBE).call(endpoint, token, "app.info", new JsonObject()));
        }
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var done : threads.invokeAll(calls)) {
                done.get();
            }
        }

        assertThat(calls())
                .hasSize(51)
                .allSatisfy(call -> assertThat(call.getInteger("status")).isEqualTo(200));
        assertThat(meters.find("portalbots.budget.refused").counter()).isNull();
        assertThat(meters.get("portalbots.budget.waits")
                        .tag("urgency", "person")
                        .timer()
                        .count())
                .isEqualTo(17);
    }

    @Test
    void leavesOnlyThePortalAloneThatOthersFilled() {
        limits("\"standard\"");
        control("POST", "/portals", "{\"name\": \"beta\"}");
        var foreign = ThisMachine.http(vertx, new Http.Limits(Duration.ofSeconds(30), 32));
        IntStream.range(0, 52)
                .forEach(call -> foreign.post(
                        endpoint.resolve("profile.json"), Request.FORM, Buffer.buffer("auth=" + token.reveal())));

        assertThatThrownBy(this::profile)
                .isInstanceOf(PortalUnavailableException.class)
                .hasMessageContaining("QUERY_LIMIT_EXCEEDED");
        var beta = URI.create(sandbox.url("beta") + "/rest/");
        var since = System.nanoTime();
        assertThat(rest.call(beta, Secret.of("none"), "profile", new JsonObject()))
                .isInstanceOf(Reply.Failure.class);
        assertThat(Duration.ofNanos(System.nanoTime() - since)).isLessThan(Duration.ofSeconds(1));

        assertThat(eventually()).isInstanceOf(Reply.Result.class);
        assertThat(meters.get("portalbots.budget.refused")
                        .tag("by", "portal")
                        .counter()
                        .count())
                .isBetween(1.0, 3.0);
    }

    /** As a caller that comes back until it is heard. */
    private Reply eventually() {
        for (var tries = 0; tries < 5; tries++) {
            try {
                return profile();
            } catch (PortalUnavailableException e) {
                assertThat(e).hasMessageContaining("QUERY_LIMIT_EXCEEDED");
            }
        }
        return profile();
    }

    private Reply profile() {
        return rest.call(endpoint, token, "profile", new JsonObject());
    }

    @Test
    void callsAMethodWithoutRunningTimeNoMoreWhileOthersGoOn() {
        limits("{\"plan\": \"standard\", \"operating\": \"PT1S\", \"cost\": {\"scope\": \"PT40S\"}}");
        var tenant = tenant();
        var portal = new TenantPortal(new TenantRest(rest, new Fixed(token), tenants(tenant)));
        var calls = List.of(call("scope"), call("profile"), call("server.time"));

        assertThat(portal.call(tenant, calls)).hasOnlyElementsOfType(Outcome.Result.class);
        for (var pass = 0; pass < 3; pass++) {
            var outcomes = portal.call(tenant, calls);
            assertThat(outcomes.getFirst()).isInstanceOf(Outcome.Silence.class);
            assertThat(outcomes.subList(1, 3)).hasOnlyElementsOfType(Outcome.Result.class);
        }

        var byMethod = log().getJsonObject("byMethod");
        assertThat(byMethod.getInteger("scope"))
                .as("the first, and one that was refused")
                .isEqualTo(2);
        assertThat(byMethod.getInteger("profile")).isEqualTo(4);
    }

    @Test
    void makesNothingTwiceWhenAnAnswerIsLost() {
        var tenant = tenant();
        var portal = new TenantPortal(new TenantRest(rest, new Fixed(token), tenants(tenant)));
        var handler = FormQuery.encoded("http://127.0.0.1:9/ev");
        var calls = List.of(
                new Call(
                        "imbot.register",
                        "CODE=echo&EVENT_HANDLER=" + handler + "&PROPERTIES%5BNAME%5D=Echo",
                        Map.of()),
                new Call(
                        "imbot.app.register",
                        FormQuery.empty()
                                .putEncoded("BOT_ID", Call.resultOf(0))
                                .put("CODE", "help")
                                .put("JS_METHOD", "SEND")
                                .put("JS_PARAM", "/help")
                                .put("LANG[0][LANGUAGE_ID]", "en")
                                .put("LANG[0][TITLE]", "Help $result[c0]")
                                .put("LANG[0][COPYRIGHT]", "Example")
                                .built(),
                        Map.of()));
        control("POST", "/faults", "{\"kind\": \"cut\", \"moment\": \"after\", \"portal\": \"acme\", \"count\": 1}");

        assertThatThrownBy(() -> portal.call(tenant, calls)).isInstanceOf(PortalUnavailableException.class);
        assertThat(portal.call(tenant, calls)).hasOnlyElementsOfType(Outcome.Result.class);

        var detail = new JsonObject(control("GET", "/portals/acme", ""));
        assertThat(detail.getJsonArray("bots")).hasSize(1);
        assertThat(detail.getJsonArray("chatApps")).hasSize(1);
    }

    @Test
    void asksForMoreOnlyWhereThePlanIsSaidToAllowIt() {
        limits("\"enterprise\"");
        new RestProbe(rest.with(Urgency.PROBE), "pb_").ask(endpoint, token);

        assertThat(calls()).as("profile and app.info").hasSize(1);
        for (var call = 0; call < 50; call++) {
            assertThat(profile()).isInstanceOf(Reply.Result.class);
        }
        assertThat(calls())
                .hasSize(51)
                .allSatisfy(call -> assertThat(call.getInteger("status")).isEqualTo(200));
    }

    @Test
    void isNotHeldUpByACallerThatWasStoppedAsItWaited() throws Exception {
        var budget = new Budget(vertx, metrics);
        var route = Route.to(endpoint);
        var over = new CountDownLatch(1);
        var first = Thread.startVirtualThread(() -> budget.inTurn(route, Urgency.RECONCILE, () -> stopsAt(over)));
        waits(first);
        var stopped = Thread.startVirtualThread(() -> budget.inTurn(route, Urgency.RECONCILE, () -> "never"));
        waits(stopped);

        stopped.interrupt();
        stopped.join();
        over.countDown();

        assertThat(budget.inTurn(route, Urgency.RECONCILE, () -> "next")).isEqualTo("next");
    }

    private static void waits(Thread thread) {
        var waiting = EnumSet.of(Thread.State.WAITING, Thread.State.TIMED_WAITING);
        while (!waiting.contains(thread.getState())) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
        }
    }

    private static boolean stopsAt(CountDownLatch over) {
        try {
            return over.await(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private Tenant tenant() {
        var acme = MemoryTenants.acme(1);
        return new Tenant(acme.id(), 1, acme.state(), endpoint, "en");
    }

    private static MemoryTenants tenants(Tenant tenant) {
        return new MemoryTenants().with(tenant);
    }

    private void limits(String limits) {
        control("PATCH", "/portals/acme", "{\"limits\": " + limits + "}");
    }

    private JsonObject log() {
        return new JsonObject(control("GET", "/calls?portal=acme", ""));
    }

    private List<JsonObject> calls() {
        return log().getJsonArray("calls", new JsonArray()).stream()
                .map(JsonObject.class::cast)
                .toList();
    }

    private String control(String method, String path, String body) {
        var request = HttpRequest.newBuilder(URI.create(sandbox.url() + "/_sandbox" + path))
                .header("Content-Type", "application/json")
                .method(method, BodyPublishers.ofString(body))
                .build();
        try (var client = HttpClient.newHttpClient()) {
            var answer = client.send(request, BodyHandlers.ofString());
            assertThat(answer.statusCode()).as(answer.body()).isLessThan(300);
            return answer.body();
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
