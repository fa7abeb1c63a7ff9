package io.portalbots.registry.doctor;

/** Knows what portals mean by the codes of their errors. */
public interface Meanings {

    /** Of any code; one that is not known says so. */
    Meaning of(String code);

    /**
     * What a code means.
     *
     * @param remedy what an operator can do, as a sentence
     */
    record Meaning(String text, String remedy) {}
}
