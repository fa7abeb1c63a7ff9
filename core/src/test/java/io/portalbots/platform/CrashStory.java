package io.portalbots.platform;

import static io.portalbots.platform.TestHouse.CLIENT;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/**
 * What happens to the portals of one run: installed by event or by page, spoken to, tokens refreshed, uninstalled,
 * installed the other way, visited by a second administrator. After each act the invariants are checked; if the platform
 * died over it, it is started again, and what only a person can heal, a person does: writes to the bot, or opens the
 * application's page.
 */
final class CrashStory {

    /** No word of any log. */
    static final String SECRET = "8c1f0e5a7b3d4926";

    /** Whether stories go on to their end after a crash: {@code -Dcrash.whole=true}. */
    private static final boolean WHOLE = Boolean.getBoolean("crash.whole");

    private static final int MORE = 2;
    private static final HttpClient BROWSER = HttpClient.newHttpClient();
    private static final long LOOK_MILLIS = 25;
    private static final int LONG_MILLIS = 20_000;
    private static final int TRIES = 3;
    private static final int SECOND_ADMINISTRATOR = 2;

    /** How an installation begins. */
    enum Way {
        EVENT,
        PAGE;

        Way other() {
            return this == EVENT ? PAGE : EVENT;
        }
    }

    private final CrashHouse house;
    private final List<TestPortal> portals;
    private final Way first;
    private final RandomGenerator random;
    private final boolean visitedEarly;
    private final Invariants invariants;
    private boolean died;

    CrashStory(CrashHouse house, List<TestPortal> portals, Way first, int seed, Invariants invariants) {
        this.house = house;
        this.portals = portals;
        this.first = first;
        this.random = new SplittableRandom(seed);
        this.visitedEarly = seed % 3 == 0;
        this.invariants = invariants;
    }

    /** Whether the platform died meanwhile. */
    boolean died() {
        return died;
    }

    /** All acts; once the platform died and was healed, two more, unless the whole story is asked for. */
    void happen() {
        var left = Integer.MAX_VALUE;
        for (var act : acts()) {
            if (left-- == 0) {
                break;
            }
            act.run();
            left = died && !WHOLE ? Math.min(left, MORE) : left;
        }
        invariants.secrets(house);
    }

    private List<Runnable> acts() {
        var acts = new ArrayList<Runnable>();
        acts.add(() -> installed("installed", portal -> install(portal, first)));
        acts.add(() -> installed("spoken to", this::speak));
        if (visitedEarly) {
            acts.add(() -> installed("visited", this::visit));
        }
        acts.add(() -> installed("refreshed", this::refresh));
        acts.add(this::uninstalled);
        acts.add(() -> installed("installed again", portal -> install(portal, first.other())));
        acts.add(() -> installed("visited again", this::visit));
        acts.add(() -> installed("refreshed again", this::refresh));
        return acts;
    }

    private interface Act {
        void on(TestPortal portal);
    }

    /** An act after which the application is installed and serves. */
    private void installed(String what, Act act) {
        var lost = invariants.lost(house);
        portals.forEach(act::on);
        settle(what);
        for (var portal : portals) {
            heal(what, portal);
            invariants.installed(house, portal, what);
        }
        invariants.everLost(house, lost);
    }

    private void settle(String what) {
        invariants.settled(house.settle(portals), what);
        if (house.dead()) {
            died = true;
            house.revive();
            invariants.settled(house.settle(portals), what + ", after the crash");
        }
    }

    /** What people do when nothing answers: the administrator opens the page, somebody writes. Once more if it died then. */
    private void heal(String what, TestPortal portal) {
        for (var tries = 0; tries < TRIES && !answered(portal); tries++) {
            if (List.of("", "removed").contains(house.state(portal)) || !finished(portal)) {
                open(portal, 1);
                finish(portal);
                settle(what + ", the page opened again");
            }
            speak(portal);
            settle(what + ", spoken to again");
        }
        if (!house.state(portal).equals("active")) {
            invariants.unhealed(house, portal, what);
        }
    }

    private void install(TestPortal portal, Way way) {
        var order = new JsonObject()
                .put("clientId", CLIENT)
                .put("clientSecret", SECRET)
                .put("eventUrl", house.url("event"))
                .put("installUrl", house.url("install"))
                .put("url", house.url("app"))
                .put("via", way.name().toLowerCase(java.util.Locale.ROOT));
        TestPortal.send("POST", portal.url() + "/installs", order.encode());
        if (way == Way.PAGE) {
            until(() -> house.state(portal).equals("active"));
            if (house.state(portal).equals("active") && !house.dead()) {
                finish(portal);
            }
        }
    }

    private void until(BooleanSupplier condition) {
        for (var waited = 0L;
                waited < LONG_MILLIS && !house.dead() && !condition.getAsBoolean();
                waited += LOOK_MILLIS) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(LOOK_MILLIS));
        }
    }

    private static boolean finished(TestPortal portal) {
        return portal.describe().getJsonArray("installs").stream()
                .map(JsonObject.class::cast)
                .anyMatch(app -> app.getString("clientId").equals(CLIENT) && app.getBoolean("installed"));
    }

    private static void finish(TestPortal portal) {
        TestPortal.send("POST", portal.url() + "/installs/" + CLIENT + "/finish", "{}");
    }

    /** Bob writes to the bot. */
    private void speak(TestPortal portal) {
        portal.bots().findFirst().ifPresent(bot -> portal.user("Bob").types(bot, "hello"));
    }

    private boolean answered(TestPortal portal) {
        return house.state(portal).equals("active") && heard(portal);
    }

    private static boolean heard(TestPortal portal) {
        return portal.bots()
                .findFirst()
                .filter(bot -> portal.user("Bob").hears(bot).contains("hello"))
                .isPresent();
    }

    /** An hour passed, by our clock or by the portal's. */
    private void refresh(TestPortal portal) {
        if (random.nextBoolean()) {
            house.change("update chain set expires_at = now()");
        } else {
            var fault = new JsonObject()
                    .put("kind", "expire-tokens")
                    .put("portal", portal.name())
                    .put("method", "imbot.*")
                    .put("count", 1);
            TestPortal.send("POST", house.sandbox() + "/_sandbox/faults", fault.encode());
        }
        speak(portal);
    }

    private void visit(TestPortal portal) {
        TestPortal.send("PATCH", portal.url() + "/users/" + SECOND_ADMINISTRATOR, "{\"admin\": true}");
        open(portal, SECOND_ADMINISTRATOR);
    }

    /** Opens the application's page as the portal lets a person's browser, and loads it once more. */
    private void open(TestPortal portal, int user) {
        var opening = new JsonObject(TestPortal.send(
                "POST",
                portal.url() + "/installs/" + CLIENT + "/openings",
                new JsonObject().put("userId", user).encode()));
        post(opening);
        post(opening);
    }

    private static void post(JsonObject opening) {
        var form = opening.getJsonObject("form").stream()
                .map(field -> field.getKey() + "="
                        + URLEncoder.encode(field.getValue().toString(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        var request = HttpRequest.newBuilder(URI.create(opening.getString("url")))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form))
                .build();
        try {
            BROWSER.send(request, BodyHandlers.discarding());
        } catch (IOException e) {
            return; // nobody is there: the platform died
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** The administrators uninstall; whatever of it was acknowledged has to be known afterwards. */
    private void uninstalled() {
        var clean = random.nextBoolean() ? "?clean=1" : "";
        portals.forEach(portal -> TestPortal.send("DELETE", portal.url() + "/installs/" + CLIENT + clean, ""));
        settle("uninstalled");
        portals.forEach(portal -> invariants.uninstalled(house, portal));
    }
}
