package io.portalbots.plugin;

import java.util.Optional;

/** Why a jar cannot be used, as a clause about it: "has no manifest". */
final class PluginProblem extends Exception {

    private static final long serialVersionUID = 1L;

    private final String what;
    private final transient Optional<String> plugin;

    PluginProblem(String what) {
        super(what);
        this.what = what;
        plugin = Optional.empty();
    }

    PluginProblem(String what, String plugin) {
        super(what);
        this.what = what;
        this.plugin = Optional.of(plugin);
    }

    String what() {
        return what;
    }

    /** Whose jar it is, as far as could be read. */
    Optional<String> plugin() {
        return plugin;
    }
}
