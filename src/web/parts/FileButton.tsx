/** Files by the browser's own dialog, looking like our buttons. */
export function FileButton({
  label,
  refusal,
  busy,
  accept,
  onFiles,
}: {
  label: string;
  refusal: string | undefined;
  busy: boolean;
  accept: string;
  onFiles: (files: readonly File[]) => void;
}) {
  return (
    <label className={refusal === undefined ? 'file-button primary' : 'file-button'} title={refusal}>
      {label}
      <input
        type="file"
        multiple
        disabled={refusal !== undefined || busy}
        accept={accept}
        onChange={(change) => {
          onFiles([...(change.target.files ?? [])]);
          change.target.value = '';
        }}
      />
    </label>
  );
}
