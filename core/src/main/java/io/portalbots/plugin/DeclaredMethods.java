package io.portalbots.plugin;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.Attributes;
import java.util.regex.Pattern;

/** The REST methods of portals that a manifest declares, {@code Plugin-Methods: user.get, im.notify.personal.add}. */
final class DeclaredMethods {

    private static final String HEADER = "Plugin-Methods";
    private static final Pattern METHOD = Pattern.compile("[a-z][A-Za-z0-9_]*(\\.[A-Za-z0-9_]+)*");
    private static final int LONGEST = 100;
    private static final int MOST = 50;

    /** What the platform does there itself; a batch could hold anything. */
    private static final List<String> OURS = List.of("batch", "event", "events", "imbot", "placement");

    private DeclaredMethods() {}

    /** @throws PluginProblem naming the header and what is wrong with it */
    static Set<String> read(Attributes manifest, String id) throws PluginProblem {
        var methods = new TreeSet<String>();
        var declared = manifest.getValue(HEADER);
        for (var method : declared == null || declared.isBlank() ? new String[0] : declared.split(",", -1)) {
            methods.add(checked(method.strip(), id));
        }
        if (methods.size() > MOST) {
            throw new PluginProblem("has more than " + MOST + " methods in " + HEADER, id);
        }
        return methods;
    }

    private static String checked(String method, String id) throws PluginProblem {
        if (!METHOD.matcher(method).matches() || method.length() > LONGEST) {
            throw new PluginProblem(
                    "has '" + method + "' in " + HEADER
                            + ", which must be names of REST methods with commas between them, like 'user.get'",
                    id);
        }
        if (OURS.contains(method.split("\\.", 2)[0].toLowerCase(Locale.ROOT))) {
            throw new PluginProblem("has '" + method + "' in " + HEADER + ", which the platform leaves to nobody", id);
        }
        return method;
    }
}
