package io.portalbots.bench;

import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** What the platform of a house costs while there is nothing to do: memory, and what it asks and writes for nothing. */
final class Idleness {

    private static final int FLUSHED_SECONDS = 12; // PostgreSQL counts rows of idle connections after 10 s
    private static final int OBSERVED_SECONDS = 20;

    private final Report report;
    private final House house;

    Idleness(Report report, House house) {
        this.report = report;
        this.house = house;
    }

    void memory() {
        var memory = house.platform().ask("memory");
        report.tell(new JsonObject()
                .put("case", "memory")
                .put("n", house.scale().portals())
                .put("heap_mib", Report.mebibytes(memory.getLong("heap")))
                .put("rss_mib", Report.mebibytes(memory.getLong("rss"))));
    }

    /** The platform starts anew and looks at every tenant, again and again: nobody is asked, nothing is written. */
    void noop() {
        Say.progress("%d portals, nothing to do".formatted(house.scale().portals()));
        sleep(FLUSHED_SECONDS);
        var before = rows();
        house.control().delete("/calls");
        house.restart(Map.of("resync", "PT5S"));
        sleep(OBSERVED_SECONDS);
        var rows = rows() - before;
        var calls = house.control().get("/calls/count").getLong("http");
        var line = new JsonObject()
                .put("case", "noop")
                .put("n", house.scale().portals())
                .put("calls", calls)
                .put("rows", rows);
        report.judge(line, (double) (calls + rows), 0);
    }

    /** Written until now. */
    private long rows() {
        return house.platform().ask("rows").getLong("rows");
    }

    private static void sleep(int seconds) {
        LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(seconds));
    }
}
