package io.portalbots.platform;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.function.Predicate;

/** The faults of a chaotic story, and how often those struck that explain what else would be our mistake. */
final class ChaosFaults {

    private final String url;
    private boolean any;
    private long refusals;
    private long lostPairs;

    ChaosFaults(TestHouse house) {
        this.url = house.sandboxUrl() + "/_sandbox/faults";
    }

    void add(JsonObject fault) {
        TestPortal.send("POST", url, fault.encode());
        any |= !fault.getString("kind").startsWith("lose-");
    }

    boolean none() {
        return !any;
    }

    /** Takes back those that would strike for ever. */
    void endProbable() {
        end(fault -> fault.containsKey("probability"));
    }

    void endAll() {
        end(fault -> true);
        any = false;
    }

    private void end(Predicate<JsonObject> which) {
        new JsonArray(TestPortal.send("GET", url, ""))
                .stream().map(JsonObject.class::cast).filter(which).forEach(this::end);
    }

    private void end(JsonObject fault) {
        var struck = new JsonObject(TestPortal.send("DELETE", url + "/" + fault.getInteger("id"), ""))
                .getInteger("struck"); // until it was taken back
        if (isRefusal(fault)) {
            refusals += struck;
        }
        if (fault.getString("method", "").equals("oauth/token")
                && fault.getString("moment", "").equals("after")) {
            lostPairs += struck;
        }
    }

    private static boolean isRefusal(JsonObject fault) {
        var error = fault.getString("error", "");
        return (fault.getString("kind").equals("unavailable") && error.isEmpty())
                || error.equals("QUERY_LIMIT_EXCEEDED");
    }

    /** How often those that were taken back answered {@code QUERY_LIMIT_EXCEEDED}; asked once. */
    long refusals() {
        var before = refusals;
        refusals = 0;
        return before;
    }

    /** How often they kept a new pair of tokens back; asked once. */
    long lostPairs() {
        var before = lostPairs;
        lostPairs = 0;
        return before;
    }
}
