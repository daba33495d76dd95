/** Why something could not be done; nothing while all is well. */
export function Trouble({ message }: { message: string | undefined }) {
  if (message === undefined) return null;
  return (
    <p className="notice error" role="alert">
      {message}
    </p>
  );
}
