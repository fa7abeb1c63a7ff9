package io.portalbots.plugin;

import java.util.Optional;

/** The threads that run one plugin's code: those that load and call it, and those it makes itself from there. */
final class PluginGroup extends ThreadGroup {

    PluginGroup(String plugin) {
        super(plugin);
    }

    /** Whose code this thread runs, if it is a plugin's. Virtual threads belong to nobody. */
    static Optional<String> ofThisThread() {
        for (var group = Thread.currentThread().getThreadGroup(); group != null; group = group.getParent()) {
            if (group instanceof PluginGroup) {
                return Optional.of(group.getName());
            }
        }
        return Optional.empty();
    }
}
