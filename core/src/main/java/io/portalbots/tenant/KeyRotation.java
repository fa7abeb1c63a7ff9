package io.portalbots.tenant;

/** Changes the key that seals tokens while the platform serves. Methods block. */
public interface KeyRotation {

    /**
     * Begins, or goes on with a rotation that was broken off: a new key seals from now on, and what older ones sealed is
     * sealed anew behind this call.
     *
     * @param keepOld whether old keys stay, for those who have copies that older keys sealed
     * @throws NotNowException saying why it cannot begin
     */
    Progress begin(boolean keepOld);

    /** How far the last one of this process is. */
    Progress progress();

    /**
     * How far a rotation is.
     *
     * @param done values that were sealed anew
     * @param total values there were to seal anew
     * @param said what became of it, once it is over
     */
    record Progress(Phase phase, long done, long total, String said) {}

    /** Where a rotation is. */
    enum Phase {
        NONE,
        SEALING,
        /** All is sealed anew; other processes may still be writing what they sealed before they read the new key. */
        SETTLING,
        DONE,
        FAILED
    }

    /** The rotation cannot begin; the message says why and what to do. */
    final class NotNowException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        public NotNowException(String message) {
            super(message);
        }
    }
}
