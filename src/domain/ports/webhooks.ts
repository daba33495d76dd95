export type WebhookRecord = {
  readonly id: string;
  readonly productionId: string;
  readonly url: string;
  readonly events: readonly string[];
  readonly deliveredAt: Date | undefined;
  readonly waitingCount: number;
  readonly trouble: string | undefined;
};

/** A call that is to be made: `attempt` counts from 1. */
export type DueDelivery = {
  readonly id: string;
  readonly url: string;
  readonly secret: string;
  readonly payload: Readonly<Record<string, unknown>>;
  readonly attempt: number;
};

/** Addresses to call, and the outbox of calls. The outbox is filled by the database itself, in the transaction that finishes an ingest or a pull. */
export type WebhookStore = {
  readonly create: (input: {
    productionId: string;
    url: string;
    secret: string;
    events: readonly string[];
  }) => Promise<{ readonly id: string }>;
  readonly list: (productionId: string) => Promise<readonly WebhookRecord[]>;
  readonly byId: (id: string) => Promise<WebhookRecord | undefined>;
  readonly remove: (id: string) => Promise<void>;
  /** Takes calls that are due for `leaseSeconds`; a process that dies leaves them due again after that. */
  readonly claim: (most: number, leaseSeconds: number) => Promise<readonly DueDelivery[]>;
  readonly delivered: (id: string) => Promise<void>;
  /** `againInSeconds` undefined: given up. */
  readonly failed: (id: string, trouble: string, againInSeconds: number | undefined) => Promise<void>;
};

/** Posts JSON; gives the HTTP status, or throws Unavailable with a sentence. Never follows a redirect. */
export type PostJson = (url: string, body: string, headers: Readonly<Record<string, string>>) => Promise<number>;
