package io.portalbots.plugin;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A file that a plugin's jar brings for its pages, in its folder {@code static}. Its address has a digest of the content in
 * it, so that browsers keep it for ever and never show an old one.
 */
public final class StaticFile {

    private final String address;
    private final String type;
    private final byte[] content;

    private StaticFile(String address, String type, byte[] content) {
        this.address = address;
        this.type = type;
        this.content = content;
    }

    /** @param name of a stem, a dot and an ending */
    static StaticFile of(String plugin, String name, String type, byte[] content) {
        var dot = name.lastIndexOf('.');
        var hashed = name.substring(0, dot) + "." + digest(content) + name.substring(dot);
        return new StaticFile("/bitrix24/static/" + plugin + "/" + hashed, type, content);
    }

    private static String digest(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content), 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** Where browsers find it, {@code /bitrix24/static/poll/logo.0123456789abcdef.png}. */
    public String address() {
        return address;
    }

    /** As {@code Content-Type} has it. */
    public String type() {
        return type;
    }

    /** Not to be changed. */
    public byte[] content() {
        return content;
    }
}
