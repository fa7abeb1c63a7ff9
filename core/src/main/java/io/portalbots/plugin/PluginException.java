package io.portalbots.plugin;

/** A plugin's code did not do its work. */
public final class PluginException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public PluginException(String plugin, String what, Throwable cause) {
        super("plugin " + plugin + " " + what, cause);
    }
}
