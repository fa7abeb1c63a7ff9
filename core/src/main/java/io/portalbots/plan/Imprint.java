package io.portalbots.plan;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;

/** A digest of steps and of what they are based on: equal if exactly the same would be done to the same things. */
public final class Imprint {

    private static final int SHOWN = 6;

    private final MessageDigest digest;

    public Imprint() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** Adds a text; where one ends and the next begins makes a difference. */
    public Imprint add(String text) {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        digest.update((bytes.length + ":").getBytes(StandardCharsets.UTF_8));
        digest.update(bytes);
        return this;
    }

    /** Adds steps in their order. */
    public Imprint add(Collection<Step> steps) {
        add(String.valueOf(steps.size()));
        steps.forEach(this::add);
        return this;
    }

    private void add(Step step) {
        add(step.getClass().getSimpleName()).add(step.slot().toString());
        switch (step) {
            case Step.Register register -> add(register.reason().name()).add(register.listing());
            case Step.Update update -> add(update.listing()).add(update.present());
            case Step.Retire retire ->
                add(retire.present()).add(retire.successor().toString());
            case Step.Unregister unregister -> add(unregister.present());
            case Step.Forget forget -> add(forget.present());
            case Step.Doubt doubt -> add(doubt.present()).add(doubt.why());
        }
    }

    private Imprint add(Listing listing) {
        return add(String.valueOf(listing.owner())).add(listing.fields());
    }

    private Imprint add(Registration line) {
        return add(String.valueOf(line.id()))
                .add(String.valueOf(line.owner()))
                .add(line.fields())
                .add(line.refusal().map(Registration.Refusal::error).orElse(""));
    }

    private Imprint add(Map<String, String> fields) {
        add(String.valueOf(fields.size()));
        new TreeMap<>(fields).forEach((name, value) -> add(name).add(value));
        return this;
    }

    /** Short enough to be typed; ends this imprint. */
    public String name() {
        return HexFormat.of().formatHex(digest.digest(), 0, SHOWN);
    }

    /** All of it; ends this imprint. */
    public String whole() {
        return HexFormat.of().formatHex(digest.digest());
    }
}
