package io.portalbots.bench;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Measures what the platform does until all portals of a house have what they should. */
final class Watch {

    private static final String LIMIT = "QUERY_LIMIT_EXCEEDED";
    private static final long SOON_MILLIS = 20;
    private static final int PORTALS_A_MILLI = 200;

    private final House house;
    private final Postgres postgres;
    private final Weather weather;
    private final Duration patience;

    Watch(House house, Weather weather, Duration patience) {
        this.house = house;
        this.weather = weather;
        this.postgres = new Postgres(house.platform().ready().getLong("postmaster"));
        this.patience = patience;
    }

    /** Of all portals. */
    Sample until(Wishes wishes, Runnable change) {
        return until(wishes, House.ALL, house.scale().portals(), change);
    }

    /** Of the portals whose names begin so; does not wait for what the platform does about others. */
    Sample until(Wishes wishes, String prefix, int portals, Runnable change) {
        var platform = house.platform();
        var expired = platform.ask("tenants").getLong("expired");
        var cpu = platform.cpuWhenQuiet();
        var database = postgres.cpu();
        var bytes = bytes();
        var untruths = weather.untruths();
        house.control().delete("/calls");
        var begun = System.nanoTime();
        change.run();
        var wall = await(wishes, prefix, portals, begun);
        var used = platform.cpuWhenQuiet() - cpu;
        var calls = house.control().get("/calls/count");
        return new Sample(
                portals,
                calls.getLong("http"),
                calls.getLong("oauth"),
                expired,
                calls.getJsonObject("byError").getLong(LIMIT, 0L) - (weather.untruths() - untruths),
                (long) (bytes() - bytes),
                wall,
                used,
                postgres.cpu() - database);
    }

    /** Seconds between the first request and the last that was needed. */
    private double await(Wishes wishes, String prefix, int portals, long begun) {
        var first = asked() ? begun : 0L;
        while (true) {
            var now = System.nanoTime();
            if (first == 0 && asked()) {
                first = now;
            }
            var census = house.control().get("/apps?prefix=" + prefix);
            if (wishes.met(census, portals)) {
                return first == 0 ? 0 : (now - first) / 1e9;
            }
            if (now - begun > patience.toNanos()) {
                throw new IllegalStateException("portals do not get what they should within " + patience + ": " + census
                        + ", calls " + house.control().get("/calls/count"));
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(Math.max(SOON_MILLIS, portals / PORTALS_A_MILLI)));
        }
    }

    private boolean asked() {
        return house.control().get("/calls/count").getLong("http") > 0;
    }

    /** Bodies that the platform wrote to portals and the OAuth server, by its own metrics. */
    private double bytes() {
        return Scrape.of(house.platform()).sum("vertx_http_client_request_bytes_sum");
    }
}
