package io.portalbots.bench;

import io.vertx.core.json.JsonObject;
import java.util.stream.IntStream;

/** Tells from the sandbox's census whether portals have what they should. */
interface Wishes {

    /** Whether {@code census}, of so many portals, says so. */
    boolean met(JsonObject census, int portals);

    /** Every portal has all apps of a version of the plugin {@code id}, once. */
    static Wishes have(String id, int apps, int version) {
        return (census, portals) -> IntStream.rangeClosed(1, apps)
                .allMatch(app ->
                        census.getJsonObject("byTitle").getInteger(FanJar.title(id, app, version), 0) == portals
                                && census.getJsonObject("byCode").getInteger(id + ".app" + app, 0) >= portals);
    }

    /** No portal has an app of the plugin {@code id}. */
    static Wishes lack(String id) {
        return (census, portals) ->
                census.getJsonObject("byTitle").fieldNames().stream().noneMatch(title -> title.startsWith(id + " "));
    }
}
