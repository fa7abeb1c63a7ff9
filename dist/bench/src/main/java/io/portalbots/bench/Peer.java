package io.portalbots.bench;

import io.vertx.core.json.JsonObject;

/**
 * Something else that puts the same apps on portals, to compare the platform with.
 *
 * @param name as people ask for it
 * @param portals how many it works on, the first of them
 */
record Peer(String name, Child child, int portals) implements AutoCloseable {

    Sample add(int version) {
        return measured(new JsonObject().put("do", "add").put("version", version));
    }

    /** @param whole whether the platform's updates repeat everything */
    Sample update(int version, boolean whole) {
        return measured(
                new JsonObject().put("do", "update").put("version", version).put("whole", whole));
    }

    Sample remove() {
        return measured(new JsonObject().put("do", "remove"));
    }

    private Sample measured(JsonObject command) {
        var before = child.cpuWhenQuiet();
        var done = child.ask(command);
        if (done.getInteger("failed") > 0) {
            throw new IllegalStateException(name + " failed on " + done.getInteger("failed") + " portals");
        }
        return new Sample(
                portals,
                done.getLong("calls"),
                0,
                0,
                0,
                done.getLong("bytes"),
                done.getLong("wall_ns") / 1e9,
                child.cpuWhenQuiet() - before,
                0);
    }

    @Override
    public void close() {
        child.close();
    }
}
