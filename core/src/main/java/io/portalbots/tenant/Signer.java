package io.portalbots.tenant;

/** Signs what we hand out and want back as it was. */
public interface Signer {

    /**
     * A code over {@code payload} that only we can make, 32 bytes.
     *
     * @param purpose what it is for, {@code a-z 0-9 .}; a code for one purpose is none for another
     */
    byte[] sign(String purpose, byte[] payload);
}
