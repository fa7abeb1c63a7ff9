package io.portalbots.sandbox.fault;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalInt;

/** A fault that somebody asked for, and how often it struck. */
public final class Fault {

    /**
     * What was asked for.
     *
     * @param probability 0 to 1, that it strikes a request it is for
     * @param count after so many strikes it rests; empty for never
     * @param words the wish as it was worded, for whoever lists it
     */
    public record Wish(Aim aim, Harm harm, double probability, OptionalInt count, Map<String, Object> words) {

        public Wish {
            words = Collections.unmodifiableMap(new LinkedHashMap<>(words));
        }
    }

    private final int id;
    private final Wish wish;
    private int struck;

    Fault(int id, Wish wish) {
        this.id = id;
        this.wish = wish;
        this.struck = wish.harm() instanceof Harm.Done ? 1 : 0;
    }

    /** Its number, by which it is removed. */
    public int id() {
        return id;
    }

    /** What was asked for. */
    public Wish wish() {
        return wish;
    }

    /** How many requests it hit. */
    public int struck() {
        return struck;
    }

    void strike() {
        struck++;
    }

    boolean isFor(Target target) {
        var rests = wish.count().isPresent() && struck >= wish.count().getAsInt();
        return !rests && !(wish.harm() instanceof Harm.Done) && wish.aim().meets(target);
    }
}
